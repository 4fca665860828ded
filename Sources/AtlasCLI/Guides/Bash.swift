extension Shell {
  /// For bash 3.2 (which macOS has) and later.
  ///
  /// Explanations are shown where candidates are listed, and left out where they
  /// would be inserted: for a single candidate, and when the key cycles through them.
  static let bashScript: StaticString = #"""
    # bash completion for atlas

    _atlas() {
      local line word note width=0
      local -a lines
      COMPREPLY=()
      while IFS= read -r line; do
        lines+=("$line")
        word=${line%%$'\t'*}
        [ ${#word} -le $width ] || width=${#word}
      done < <("$1" complete bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      case ${lines[0]-} in
        :files)
          compopt -o default 2>/dev/null
          return
          ;;
        :directories)
          compopt -o dirnames 2>/dev/null
          return
          ;;
      esac
      for line in "${lines[@]+"${lines[@]}"}"; do
        word=${line%%$'\t'*}
        note=${line#*$'\t'}
        if [ ${#lines[@]} -gt 1 ] && [ -n "$note" ] && [ "${COMP_TYPE-9}" != 37 ] && [ "${COMP_TYPE-9}" != 42 ]; then
          printf -v word '%-*s  (%s)' "$width" "$word" "$note"
        fi
        COMPREPLY+=("$word")
      done
    }

    complete -F _atlas atlas

    """#
}
