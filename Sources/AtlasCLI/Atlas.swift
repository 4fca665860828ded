import AtlasCore
import AtlasData

@main struct Atlas {
  static func main() {
    print(Pages.text.count)
  }
}
