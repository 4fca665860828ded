import Testing

@testable import AtlasCore

@Test(arguments: [
  ("a{1,99999}", "repetition {1,99999} is larger than 1000", 1),
  ("a{1001}", "repetition {1001} is larger than 1000", 1),
  ("a{99999999999999999999}", "repetition {99999999999999999999} is larger than 1000", 1),
  ("a{3,2}", "repetition {3,2} ends before it starts", 1),
  ("a{1,2,3}", "{1,2,3} is not a repetition; write \\{ for the character", 1),
  ("(a", "( is never closed; write \\( for the character", 0),
  ("x(a(b)", "( is never closed; write \\( for the character", 1),
  ("a)", ") closes nothing; write \\) for the character", 1),
  ("[a", "[ is never closed; write \\[ for the character", 0),
  ("[]", "[ is never closed; write \\[ for the character", 0),
  ("[^]", "[ is never closed; write \\[ for the character", 0),
  ("[[:alpha", "[ is never closed; write \\[ for the character", 0),
  (#"[a\]"#, "[ is never closed; write \\[ for the character", 0),
  ("*a", "nothing before * to repeat; write \\* for the characters", 0),
  ("a|+b", "nothing before + to repeat; write \\+ for the characters", 2),
  ("(?", "(? is not supported, it is this kind of group", 0),
  ("({2})", "nothing before {2} to repeat; write \\{2} for the characters", 1),
  (#"a\"#, "nothing follows the last \\; write \\\\ for the character", 1),
  (#"\q"#, #"\q has no meaning here"#, 0),
  (#"[\b]"#, #"\b has no meaning here"#, 1),
  (#"\x4"#, #"\x4 is not a character"#, 0),
  (#"\x{D800}"#, #"\x{D800} is not a character"#, 0),
  (#"\x{110000}"#, #"\x{110000} is not a character"#, 0),
  ("[[:letter:]]", "[:letter:] is not a character class", 1),
  ("[:space:]", "write [[:space:]] for the class, with two brackets", 0),
  ("[z-a]", "range z-a ends before it starts", 1),
  ("[a-[:digit:]]", "[:digit:] cannot be the end of a range", 3),
  (#"[a-\d]"#, #"\d cannot be the end of a range"#, 3),
  ("ab*?", "? is not supported, it is a lazy quantifier: the match is always the longest", 3),
  ("a{1,2}?", "? is not supported, it is a lazy quantifier: the match is always the longest", 6),
  ("a++", "+ is not supported, it is a possessive quantifier", 2),
  (#"(a)\1"#, #"\1 is not supported, it is a backreference"#, 3),
  ("(?=a)", "(?= is not supported, it is look-around", 0),
  ("a(?<!b)", "(?<! is not supported, it is look-around", 1),
  ("(?P<n>a)", "(?P< is not supported, it is a named group: (…) and (?:…) group", 0),
  ("(?<n>a)", "(?< is not supported, it is a named group: (…) and (?:…) group", 0),
  ("(?>a)", "(?> is not supported, it is an atomic group", 0),
  ("a(?i)b", "(?i) is not supported, it is a flag here: only (?i), at the start of a pattern, is read", 1),
  ("(?s)a", "(?s) is not supported, it is a flag here: only (?i), at the start of a pattern, is read", 0),
  (#"\p{L}"#, #"\p is not supported, it is a Unicode property: use a class such as [[:alpha:]]"#, 0),
  (
    #"a\z"#, #"\z is not supported, it is an anchor of the whole text: use ^ and $, each line is matched on its own"#, 1
  ),
  (#"a\nb"#, #"\n is not supported, it is a newline: each line is matched on its own"#, 1),
  (#"\x0A"#, #"\x0A is not supported, it is a newline: each line is matched on its own"#, 0),
  (#"\Qa.b\E"#, #"\Q is not supported, it is quoting with \Q…\E: use --fixed-strings"#, 0),
  ("[[.a.]]", "[.a.] is not supported, it is a collating element", 1),
  ("[[=a=]b]", "[=a=] is not supported, it is an equivalence class", 1),
  ("a\0b", "a pattern cannot contain a NUL", 1),
  ("a{1000}{1000}", "its repetitions come to more than 10000 steps", 0),
  ("(a{1,1000}){1,1000}", "its repetitions come to more than 10000 steps", 0),
  ("ok\n(b", "( is never closed; write \\( for the character", 3),
])
func isRefused(_ pattern: String, _ reason: String, _ position: Int) {
  let error = #expect(throws: PatternError.self) { try Pattern([Bytes(copying: pattern)]) }
  #expect(error?.description == reason)
  #expect(error?.position == position)
}

@Test func whatIsNoUTF8IsRefused() {
  let error = #expect(throws: PatternError.self) { try Pattern(["a", Bytes(copying: [0x61, 0xFF])]) }
  #expect(error == PatternError(reason: .invalidUTF8, source: 1, position: 1))
}

@Test func depthAndLengthAreBounded() {
  let deep = String(repeating: "(", count: 100_000)
  let tooDeep = #expect(throws: PatternError.self) { try Pattern([Bytes(copying: deep)]) }
  #expect(tooDeep?.reason == .nestedTooDeeply(limit: 200))
  let long = Bytes(copying: String(repeating: "a", count: 1 << 20))
  #expect(throws: Never.self) { try Pattern([long]) }
  let tooLong = #expect(throws: PatternError.self) { try Pattern([long, "b"]) }
  #expect(tooLong?.reason == .tooLong(limit: 1 << 20))
  let stars = Bytes(copying: "a" + String(repeating: "*", count: 100_000))
  #expect(throws: Never.self) { try Pattern([stars]) }
  let ones = Bytes(copying: "a" + String(repeating: "{1}{0,1}", count: 10_000))
  #expect(throws: Never.self) { try Pattern([ones]) }
}
