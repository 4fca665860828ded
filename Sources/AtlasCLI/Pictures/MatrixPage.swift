import AtlasCore

/// Writes the matrix as a page of HTML: one file, which loads nothing, and which can be read without its script.
struct MatrixPage {
  let picture: MatrixPicture

  init(_ picture: MatrixPicture) { self.picture = picture }

  /// The hashes of the style and the script (CSP Level 3, section 2.3.1), so that the browser runs no other, whatever text the
  /// page contains.
  private static let styleHash: StaticString = "sha256-E7FMt7TfRPJQRlGuQefxo41dv+Te3quyYJuS2ZkuDqo="
  private static let scriptHash: StaticString = "sha256-63Pwuk3jTqo7S4yJDk93BXiE3s4lrHY6QXhR+GC/Ltk="

  /// The document.
  var bytes: [UInt8] {
    var page = Markup()
    writeHead(&page)
    page.raw("<body>\n<h1 id=\"title\">")
    page.text(picture.title)
    page.raw("</h1>\n<p>")
    page.text(picture.summary(countsHidden: false))
    page.raw("</p>\n")
    writeLegend(&page)
    writeTools(&page)
    page.raw("<div class=\"box\" role=\"region\" aria-labelledby=\"title\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n")
    for column in picture.answer.columns { write(column, &page) }
    page.raw("</tr>\n</thead>\n<tbody>\n<tr>\n")
    for column in picture.answer.columns {
      page.raw("<td>")
      writeList(column.cells, &page)
      page.raw("</td>\n")
    }
    page.raw("</tr>\n</tbody>\n</table>\n</div>\n<footer>")
    page.text(picture.source)
    // Users know where the descriptions of their own pages come from.
    if picture.base.wording != .own { page.text(". Descriptions: \(picture.base.wording.note)") }
    page.raw(".</footer>\n<script>")
    page.raw(MatrixPage.script)
    page.raw("</script>\n</body>\n</html>\n")
    return page.bytes
  }

  private func writeHead(_ page: inout Markup) {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;")
    page.raw(MatrixPage.styleHash)
    page.raw("&#39;; script-src &#39;")
    page.raw(MatrixPage.scriptHash)
    page.raw("&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
    page.text(picture.title)
    page.raw("</title>\n<style>")
    page.raw(MatrixPage.style)
    page.raw("</style>\n</head>\n")
  }

  private func writeLegend(_ page: inout Markup) {
    guard !picture.answer.legend.items.isEmpty else { return }
    page.raw("<ul class=\"legend\">\n")
    for item in picture.answer.legend.items {
      page.raw("<li><span")
      writeClass(item.paint, &page)
      page.raw(">")
      page.text(MatrixPicture.sign(item.paint))
      page.raw("</span> ")
      page.text(item.label)
      page.raw("</li>\n")
    }
    page.raw("</ul>\n")
  }

  /// What only the script can do, hidden until it runs.
  private func writeTools(_ page: inout Markup) {
    page.raw("<div class=\"tools\" role=\"search\" hidden=\"\">\n")
    page.raw("<label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n")
    let all = picture.answer.columns.flatMap(\.cells)
    let levels = Set((all + all.flatMap(\.subtechniques)).map { maturity(of: $0.technique) })
    if levels.count > 1 {
      page.raw("<fieldset>\n<legend>Maturity</legend>\n")
      for level in Maturity.allCases.map(\.rawValue) + [""] where levels.contains(level) {
        page.raw("<label><input type=\"checkbox\" checked=\"\"")
        page.attribute("value", level)
        page.raw("> ")
        page.text(level.isEmpty ? "not stated" : level)
        page.raw("</label>\n")
      }
      page.raw("</fieldset>\n")
    }
    page.raw(
      "<button type=\"button\" id=\"theme\">Light or dark</button>\n<output aria-live=\"polite\"></output>\n</div>\n")
  }

  private func maturity(of id: RecordID) -> String { picture.base.maturity(of: id)?.rawValue ?? "" }

  private func write(_ column: MatrixAnswer.Column, _ page: inout Markup) {
    page.raw("<th scope=\"col\">")
    writeName(column.name, column.tactic, &page)
    page.raw(" <small>")
    if let tactic = column.tactic { page.text("\(tactic), ") }
    page.text(picture.note(on: column))
    page.raw("</small></th>\n")
  }

  private func writeList(_ cells: [MatrixAnswer.Cell], _ page: inout Markup) {
    page.raw("<ul>\n")
    for cell in cells {
      page.raw("<li")
      page.attribute("data-id", cell.technique.description)
      page.attribute("data-maturity", maturity(of: cell.technique))
      writeClass(cell.paint, &page)
      page.raw(">")
      let value = picture.value(of: cell)
      if !value.isEmpty {
        page.raw("<b>")
        page.text(value)
        page.raw("</b> ")
      }
      writeName(cell.name, cell.technique, &page)
      page.raw(" ")
      writeMore(cell, &page)
      page.raw("</li>\n")
    }
    page.raw("</ul>\n")
  }

  /// The id, which opens to the remark, the description and the sub-techniques where there are any.
  private func writeMore(_ cell: MatrixAnswer.Cell, _ page: inout Markup) {
    let texts = [picture.comment(on: cell), picture.about(cell.technique)].filter { !$0.isEmpty }
    guard !texts.isEmpty || !cell.subtechniques.isEmpty else {
      page.raw("<span class=\"id\">")
      page.text(cell.technique.description)
      page.raw("</span>")
      return
    }
    page.raw(
      picture.shown(cell).count > 1 ? "<details open=\"\"><summary>" : "<details><summary>")
    page.text(cell.technique.description)
    if !cell.subtechniques.isEmpty {
      page.raw(", ")
      page.text(picture.note(on: cell))
    }
    page.raw("</summary>")
    for text in texts {
      page.raw("<p>")
      page.text(text)
      page.raw("</p>")
    }
    if !cell.subtechniques.isEmpty { writeList(cell.subtechniques, &page) }
    page.raw("</details>")
  }

  /// A name, in the direction of its own letters; it links to the official page where there is one.
  private func writeName(_ name: String, _ id: RecordID?, _ page: inout Markup) {
    guard let url = id.flatMap({ picture.base.isOfficial($0) ? $0.url : nil }) else {
      page.raw("<bdi>")
      page.text(name)
      page.raw("</bdi>")
      return
    }
    page.raw("<a dir=\"auto\"")
    page.attribute("href", url)
    page.raw(">")
    page.text(name)
    page.raw("</a>")
  }

  /// The class of a cell's color.
  private func writeClass(_ paint: MatrixPaint, _ page: inout Markup) {
    switch paint {
    case .plain: break
    case .marked: page.attribute("class", "paint marked" as StaticString)
    case .step(let step): page.attribute("class", "paint step\(step)")
    case .category(let category): page.attribute("class", "paint \(category.rawValue)")
    }
  }
}
