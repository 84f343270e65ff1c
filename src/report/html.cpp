#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "chart_scale.hpp"
#include "csx/base/text.hpp"
#include "csx/report/blocks.hpp"
#include "csx/report/words.hpp"
#include "html_chart.hpp"
#include "html_style.hpp"
#include "html_text.hpp"

namespace csx::report {
namespace {

constexpr Phrase k_contents{"Contents", "Conteúdo"};
constexpr Phrase k_numbers{"Numbers", "Números"};
constexpr Phrase k_table{"Table {}", "Tabela {}"};
constexpr std::array<Phrase, 4> k_html_tones{Phrase{"Note", "Nota"}, Phrase{"Good", "Bom"},
                                             Phrase{"Attention", "Atenção"}, Phrase{"Problem", "Problema"}};
constexpr std::array<std::string_view, 4> k_tone_kinds{"note", "good", "warning", "bad"};
/// From so many chapters on a page begins with a list of them.
constexpr std::size_t k_chapters_for_contents = 4;
/// Sorting fewer rows helps nobody.
constexpr std::size_t k_rows_to_sort = 3;
/// Cells wider than this are read as sentences.
constexpr std::size_t k_sentence = 24;

std::string table_of(const Table& table) {
  std::string out =
      fmt::format("<table{}>\n<thead><tr>", table.rows.size() >= k_rows_to_sort ? " class=\"sortable\"" : "");
  const auto kind_of = [](const Column& column) {
    return column.align == Align::right ? std::string_view(" class=\"n\"") : std::string_view();
  };
  // The heading of sentences keeps their column wide where there is no room: it is scrolled to, not squeezed.
  const auto holds_sentences = [&](std::size_t column) {
    return table.columns[column].align != Align::right &&
           std::ranges::any_of(table.rows, [&](const std::vector<std::string>& row) {
             return column < row.size() && display_width(row[column]) > k_sentence;
           });
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const bool named = !trim(column.heading).empty();
    const std::string_view kind = holds_sentences(i) ? " class=\"long\"" : kind_of(column);
    out += named ? fmt::format("<th scope=\"col\"{}>{}</th>", kind, html_line(column.heading))
                 : std::string("<td></td>");
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool names_row = i == 0 && !trim(row[i]).empty();
      out += fmt::format("<{}{}>{}</{}>", names_row ? "th scope=\"row\"" : "td", kind_of(table.columns[i]),
                         html_lines(row[i]), names_row ? "th" : "td");
    }
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

class HtmlWriter {
 public:
  explicit HtmlWriter(model::Language language) : m_language(language) {}

  void operator()(const Heading& heading) {
    constexpr std::uint8_t k_deepest = 4;
    const std::uint8_t level = std::clamp<std::uint8_t>(heading.level, 1, k_deepest);
    const std::string text = html_line(trim(heading.text));
    if (level == 2) {
      close_section();
      m_chapters.push_back(text);
      m_body += fmt::format("<section aria-labelledby=\"s{0}\">\n<h2 id=\"s{0}\">{1}</h2>\n",
                            m_chapters.size(), text);
      m_in_section = true;
      return;
    }
    m_body += fmt::format("<h{0}>{1}</h{0}>\n", level, text);
  }
  void operator()(const Prose& prose) { m_body += html_paragraphs(prose.text); }
  void operator()(const Facts& facts) {
    if (facts.rows.empty()) {
      return;
    }
    m_body += "<dl>\n";
    for (const auto& [name, text] : facts.rows) {
      m_body += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html_line(trim(name)), html_lines(text));
    }
    m_body += "</dl>\n";
  }
  void operator()(const Bullets& bullets) {
    if (bullets.items.empty()) {
      return;
    }
    m_body += "<ul>\n";
    for (const std::string& item : bullets.items) {
      m_body += fmt::format("<li>{}</li>\n", html_lines(item));
    }
    m_body += "</ul>\n";
  }
  void operator()(const Table& table) {
    // What may be scrolled can be reached with the keyboard, and has a name.
    m_body += fmt::format("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n",
                          fmt::format(fmt::runtime(k_table.in(m_language)), ++m_tables), table_of(table));
  }
  void operator()(const Callout& callout) {
    const auto tone = static_cast<std::size_t>(callout.tone);
    m_body += fmt::format("<div class=\"callout {}\">\n<p class=\"title\">{}: {}</p>\n{}</div>\n",
                          k_tone_kinds[tone], k_html_tones[tone].in(m_language),
                          html_line(trim(callout.title)), html_paragraphs(callout.text));
  }
  void operator()(const Chart& chart) {
    m_body += fmt::format("<figure>\n<figcaption>{}</figcaption>\n{}{}<details><summary>{}</summary>\n",
                          html_line(trim(chart.title)), legend_of(chart),
                          svg_of(chart, m_language, ++m_charts), k_numbers.in(m_language));
    (*this)(numbers_of(chart));
    m_body += "</details>\n</figure>\n";
  }

  std::string body() {
    close_section();
    const std::size_t place = m_body.find("<section ");
    if (m_chapters.size() >= k_chapters_for_contents && place != m_body.npos) {
      std::string contents = fmt::format("<nav aria-label=\"{}\">\n<ul>\n", k_contents.in(m_language));
      for (std::size_t i = 0; i < m_chapters.size(); ++i) {
        contents += fmt::format("<li><a href=\"#s{}\">{}</a></li>\n", i + 1, m_chapters[i]);
      }
      m_body.insert(place, contents + "</ul>\n</nav>\n");
    }
    return std::move(m_body);
  }

 private:
  void close_section() {
    m_body += m_in_section ? "</section>\n" : "";
    m_in_section = false;
  }

  model::Language m_language;
  std::string m_body;
  std::vector<std::string> m_chapters;
  std::size_t m_tables = 0;
  std::size_t m_charts = 0;
  bool m_in_section = false;
};

std::string title_of(std::span<const Block> blocks) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      return heading->text;
    }
  }
  return {};
}

}  // namespace

std::string html_of(std::span<const Block> blocks, const Page& page) {
  HtmlWriter writer(page.language);
  for (const Block& block : blocks) {
    std::visit(writer, block);
  }
  const std::string policy = fmt::format(
      "default-src 'none'; img-src data:; style-src '{}'; script-src '{}'; base-uri 'none'; "
      "form-action 'none'",
      policy_hash(html_style()), policy_hash(html_script()));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n"
      "<link rel=\"icon\" "
      "href=\"data:,\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n{}</main>\n"
      "<footer>\n<p>{}</p>\n</footer>\n<script>{}</script>\n</body>\n</html>\n",
      model::word(page.language), policy, html_line(title_of(blocks)), html_style(), writer.body(),
      html_line(page.origin), html_script());
}

}  // namespace csx::report
