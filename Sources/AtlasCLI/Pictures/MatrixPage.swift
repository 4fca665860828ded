import AtlasCore

/// Writes the matrix as a page of HTML: one file, which loads nothing, and which can be read without its script.
struct MatrixPage {
  let picture: MatrixPicture
  /// Whether sub-techniques are shown from the start.
  var showsInner = false

  init(_ picture: MatrixPicture) { self.picture = picture }

  /// The hashes of the style and the script as a browser computes them (CSP Level 3, 2.3.1): nothing else may run, whatever
  /// finds its way into the page.
  private static let styleHash: StaticString = "sha256-QD3eUiKFx2eTqLHamAoENOzfptLNRTxhRKTO7Xxswpo="
  private static let scriptHash: StaticString = "sha256-63Pwuk3jTqo7S4yJDk93BXiE3s4lrHY6QXhR+GC/Ltk="

  /// The document.
  var bytes: [UInt8] {
    var page = Markup()
    writeHead(&page)
    page.raw("<body>\n<h1 id=\"title\">")
    page.text(picture.title)
    page.raw("</h1>\n<p>")
    page.text(picture.summary)
    page.raw("</p>\n")
    writeLegend(&page)
    writeTools(&page)
    page.raw("<div class=\"box\" role=\"region\" aria-labelledby=\"title\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n")
    for column in picture.columns { write(column, &page) }
    page.raw("</tr>\n</thead>\n<tbody>\n<tr>\n")
    for column in picture.columns {
      page.raw("<td>")
      writeList(column.cells, &page)
      page.raw("</td>\n")
    }
    page.raw("</tr>\n</tbody>\n</table>\n</div>\n<footer>")
    page.text(picture.source)
    page.raw("</footer>\n<script>")
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
    guard !picture.legend.isEmpty else { return }
    page.raw("<ul class=\"legend\">\n")
    for (shade, label) in picture.legend {
      page.raw("<li><span")
      if let shade {
        page.raw(" class=\"v")
        page.number(shade.rawValue)
        page.raw("\"")
      }
      page.raw("></span> ")
      page.text(label)
      page.raw("</li>\n")
    }
    page.raw("</ul>\n")
  }

  /// What only the script can do, hidden until it runs.
  private func writeTools(_ page: inout Markup) {
    page.raw("<div class=\"tools\" role=\"search\" hidden=\"\">\n")
    page.raw("<label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n")
    let all = picture.columns.flatMap(\.cells)
    let levels = Set((all + all.flatMap(\.inner)).map { $0.maturity?.rawValue ?? "" })
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

  private func write(_ column: MatrixPicture.Column, _ page: inout Markup) {
    page.raw("<th scope=\"col\">")
    writeName(column.name, column.url, &page)
    page.raw(" <small>")
    page.text(column.id.description)
    page.raw(", ")
    page.text(column.note)
    page.raw("</small></th>\n")
  }

  private func writeList(_ cells: [MatrixPicture.Cell], _ page: inout Markup) {
    page.raw("<ul>\n")
    for cell in cells {
      page.raw("<li")
      page.attribute("data-id", cell.id.description)
      page.attribute("data-maturity", cell.maturity?.rawValue ?? "")
      if let shade = cell.shade {
        page.raw(" class=\"v")
        page.number(shade.rawValue)
        page.raw("\"")
      }
      page.raw(">")
      if let value = cell.value {
        page.raw("<b>")
        page.text(value)
        page.raw("</b> ")
      }
      writeName(cell.name, cell.url, &page)
      page.raw(" ")
      writeMore(cell, &page)
      page.raw("</li>\n")
    }
    page.raw("</ul>\n")
  }

  /// The id, and behind it what there is to say of a technique and its sub-techniques.
  private func writeMore(_ cell: MatrixPicture.Cell, _ page: inout Markup) {
    guard !cell.about.isEmpty || !cell.inner.isEmpty else {
      page.raw("<span class=\"id\">")
      page.text(cell.id.description)
      page.raw("</span>")
      return
    }
    page.raw(showsInner && !cell.inner.isEmpty ? "<details open=\"\"><summary>" : "<details><summary>")
    page.text(cell.id.description)
    if !cell.inner.isEmpty {
      page.raw(", ")
      page.text(cell.note)
    }
    page.raw("</summary>")
    if !cell.about.isEmpty {
      page.raw("<p>")
      page.text(cell.about)
      page.raw("</p>")
    }
    if !cell.inner.isEmpty { writeList(cell.inner, &page) }
    page.raw("</details>")
  }

  /// A name, in the direction of its own letters; it links to the official page where there is one.
  private func writeName(_ name: String, _ url: String?, _ page: inout Markup) {
    guard let url else {
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
}
