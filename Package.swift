// swift-tools-version: 6.2
import PackageDescription

/// The rules that every target of the project is compiled under.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Whether this is the package that is built, rather than a dependency of another, which may not have unsafe flags.
let isRoot = !Context.packageDirectory.contains("/checkouts/")

/// On Linux the release binary is laid out so that the functions which run first are on few pages of memory.
let layout: [SwiftSetting] =
  isRoot
  ? [.unsafeFlags(["-Xfrontend", "-function-sections"], .when(platforms: [.linux], configuration: .release))] : []

let package = Package(
  name: "atlas",
  // The standard library's UTF8Span and atomics come with the system there; Linux has them in the binary.
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "AtlasCore", targets: ["AtlasCore", "AtlasData", "AtlasFiles"]),
    .executable(name: "atlas", targets: ["AtlasCLI"]),
  ],
  targets: [
    // Pages, records and the relations between them. Imports nothing.
    .target(name: "AtlasCore", swiftSettings: strict + layout),

    // The pages of one release, compiled into the binary. A target of their own, so that the build
    // system notices every page that is added, edited, renamed or deleted.
    .target(
      name: "AtlasData", dependencies: ["AtlasCore"], path: "Data", swiftSettings: strict + layout,
      plugins: ["EmbedPlugin"]),
    .plugin(name: "EmbedPlugin", capability: .buildTool(), dependencies: ["EmbedTool"], path: "Sources/EmbedPlugin"),
    .executableTarget(name: "EmbedTool", dependencies: ["AtlasCore"], swiftSettings: strict),

    // Pages, releases and other people's files on disk. The one target that calls the system.
    .target(name: "AtlasFiles", dependencies: ["AtlasCore", "AtlasData"], swiftSettings: strict + layout),

    .executableTarget(
      name: "AtlasCLI",
      dependencies: ["AtlasCore", "AtlasData", "AtlasFiles"],
      exclude: ["startup.order"], swiftSettings: strict + layout,
      linkerSettings: [
        // Half of the start-up of a dynamic binary is the loader's; macOS has no static executables. The toolchain's own
        // linker can order functions, and does not warn about the C library's dlopen, which nothing calls.
        .unsafeFlags(
          [
            "-static-executable", "-use-ld=lld", "-Xlinker", "--no-warn-symbol-ordering", "-Xlinker",
            "--symbol-ordering-file=\(Context.packageDirectory)/Sources/AtlasCLI/startup.order", "-Xlinker", "-z",
            "-Xlinker", "norelro",
          ], .when(platforms: [.linux], configuration: .release))
      ]
    ),

    .target(name: "TestSupport", dependencies: ["AtlasCore"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "AtlasCoreTests", dependencies: ["AtlasCore", "AtlasData", "TestSupport"],
      exclude: ["Citations/Corpus", "Ranking/questions.tsv"], swiftSettings: strict),
    .testTarget(
      name: "AtlasFilesTests", dependencies: ["AtlasCore", "AtlasData", "AtlasFiles", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "AtlasCLITests", dependencies: ["AtlasCLI", "AtlasCore", "AtlasData", "AtlasFiles", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(name: "HouseTests", dependencies: ["AtlasCLI", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
