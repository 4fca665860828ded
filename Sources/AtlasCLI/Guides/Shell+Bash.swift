extension Shell {
  /// For bash 3.2 (which macOS has) and later.
  ///
  /// Explanations are shown where candidates are listed, and left out where they
  /// would be inserted: for a single candidate, and when the key cycles through them.
  static let bashScript: StaticString = #"""
    # bash completion for atlas

    _atlas() {
      local line word note typed=${COMP_WORDS[COMP_CWORD]} quoted= width=0 known= begins=
      local -a lines words
      COMPREPLY=()
      case $typed in
        \"* | \'*) quoted=1 typed=${typed:1} ;;
        *) typed=${typed//\\/} ;;
      esac
      words=("${COMP_WORDS[@]:1:COMP_CWORD-1}" "$typed")
      while IFS= read -r line; do
        word=${line%%$'\t'*}
        if [ -z "$quoted" ]; then
          printf -v word %q "$word"
          # Outside of braces a comma is only a comma.
          word=${word//\\,/,}
        fi
        lines+=("$word"$'\t'"${line#*$'\t'}")
        [ ${#word} -le $width ] || width=${#word}
      done < <("$1" complete bash -- "${words[@]}" 2>/dev/null)
      case ${lines[0]-} in
        :files*)
          compopt -o default 2>/dev/null
          return
          ;;
        :directories*)
          compopt -o dirnames 2>/dev/null
          return
          ;;
      esac
      shopt -q nocasematch && known=1
      shopt -s nocasematch
      begins=1
      for line in "${lines[@]+"${lines[@]}"}"; do
        [[ $line == "$typed"* || $line == AML."$typed"* || $typed == *[,=\ ]* ]] || begins=
      done
      [ -n "$known" ] || shopt -u nocasematch
      for line in "${lines[@]+"${lines[@]}"}"; do
        word=${line%%$'\t'*}
        note=${line#*$'\t'}
        if [ ${#lines[@]} -gt 1 ] && [ -n "$note" ] && [ "${COMP_TYPE-9}" != 37 ] && [ "${COMP_TYPE-9}" != 42 ]; then
          printf -v word '%-*s  (%s)' "$width" "$word" "$note"
        fi
        COMPREPLY+=("$word")
      done
      # What was found by a name begins otherwise than was typed; an entry that begins like none keeps that on the line.
      [ -n "$begins" ] || [ ${#lines[@]} -lt 2 ] || COMPREPLY+=(" ")
    }

    complete -F _atlas atlas

    """#
}
