import AtlasCore
import AtlasData
import AtlasFiles

/// The entry point, under the name that the package manager gives it.
///
/// `CommandLine` reads the arguments from `/proc`, which a chroot need not have; a C entry point gets them from the system.
@c(AtlasCLI_main) @unsafe func start(_ count: Int32, _ words: UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  System.ignoreBrokenPipes()
  let environment = Environment.process()
  let outcome = Execution.run(
    unsafe System.arguments(count, words), .atlas, environment, overflow: System.standardOutput)
  return outcome.deliver(environment).rawValue
}
