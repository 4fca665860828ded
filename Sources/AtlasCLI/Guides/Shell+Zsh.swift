extension Shell {
  /// Works as a file of `$fpath`, and when sourced.
  ///
  /// `-U` lets `t0051` become `AML.T0051`.
  static let zshScript: StaticString = #"""
    #compdef atlas

    _atlas() {
      local line word
      local -i width=0 stray=0
      local -a lines matches displays
      lines=("${(@f)$(${~words[1]} complete zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
      case $lines[1] in
        :files)
          compset -P '--*='
          _files
          return
          ;;
        :directories)
          compset -P '--*='
          _files -/
          return
          ;;
      esac
      for line in $lines; do
        word=${line%%$'\t'*}
        matches+=("$word")
        (( $#word > width )) && width=$#word
        [[ ${(L)word} == (aml.|)${(bL)${(Q)PREFIX}}* ]] || stray=1
      done
      (( $#matches )) || return 1
      # What was found by a name has no beginning in common with what was typed: choose, do not replace.
      (( $#matches > 1 && stray )) && compstate[insert]=menu
      for line in $lines; do
        word=${line%%$'\t'*}
        line=${line#*$'\t'}
        [[ -n $line ]] && word="${(r:width:)word}  -- $line"
        displays+=("$word")
      done
      compadd -U -l -d displays -a matches
    }

    if [ "$funcstack[1]" = _atlas ]; then
      _atlas "$@"
    else
      compdef _atlas atlas
    fi

    """#
}
