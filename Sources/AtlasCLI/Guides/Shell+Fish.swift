extension Shell {
  /// fish shows the explanation behind a tab by itself.
  static let fishScript: StaticString = #"""
    # fish completion for atlas

    function __atlas_complete
        set -l before (commandline --tokenize --cut-at-cursor --current-process)
        set -l typed (commandline --current-token --cut-at-cursor)
        set -l tool $before[1]
        set -e before[1]
        set -l lines ($tool complete fish -- $before "$typed" 2>/dev/null)
        set -l flag (string match --regex -- '^--[^=]*=' "$typed")
        set -l path (string replace -- "$flag" '' "$typed")
        switch "$lines[1]"
            case :files
                printf '%s\n' "$flag"(__fish_complete_path "$path")
            case :directories
                printf '%s\n' "$flag"(__fish_complete_directories "$path" '')
            case '*'
                printf '%s\n' $lines
        end
    end

    complete --command atlas --no-files --arguments '(__atlas_complete)'

    """#
}
