#include "document.hpp"

#include <nlohmann/json.hpp>

#include "csx/base/text.hpp"
#include "csx/report/words.hpp"
#include "help.hpp"
#include "language.hpp"
#include "version.hpp"

namespace csx::cli {
namespace {

/// `Aurora Sistemas · as of 2026-10-31 23:59 · commit 1a2b3c4d, with changes that are not committed ·
/// csx 1.0`.
std::string origin_of(const Context& context, const Session& session, model::Language language) {
  constexpr report::Phrase k_as_of{"as of {} {}", "posição em {} {}"};
  constexpr report::Phrase k_changed{", with changes that are not committed", ", com mudanças não gravadas"};
  const report::Header header = header_of(context, session);
  // RFC 3339, to the minute.
  constexpr std::size_t k_clock = 11;
  const std::string time = header.as_of.substr(k_clock, 5);
  std::string out = fmt::format(
      "{} · {}", session.data.workspace().name,
      fmt::format(fmt::runtime(k_as_of.in(language)), report::said(session.today, language), time));
  if (header.revision) {
    constexpr std::size_t k_short = 12;
    out += fmt::format(" · commit {}{}", header.revision->substr(0, k_short),
                       header.dirty ? k_changed.in(language) : std::string_view());
  }
  return out + fmt::format(" · csx {}", k_version);
}

/// What bars and sparklines are drawn with: as the locale says, where the result is shown.
report::Glyphs glyphs_of(const Context& context) {
  const Environment& environment = context.environment();
  if (!environment.out_is_terminal || context.globals().output) {
    return report::Glyphs::unicode;
  }
  // The first that is set decides, as for every program.
  for (const std::string_view name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (const auto locale = environment.variable(name)) {
      const std::string lower = to_lower_ascii(*locale);
      const bool is_utf8 = lower.find("utf-8") != lower.npos || lower.find("utf8") != lower.npos;
      return is_utf8 ? report::Glyphs::unicode : report::Glyphs::ascii;
    }
  }
  return report::Glyphs::unicode;
}

}  // namespace

void put_document(Context& context, const Session& session, const report::Blocks& blocks, const Json* more) {
  const model::Language language = language_of(context, session.data.workspace());
  const std::string_view format = context.format();
  if (format == "json") {
    Json data = more != nullptr ? *more : Json::object();
    data["language"] = model::word(language);
    data["blocks"] = report::json_of(blocks);
    context.out = report::to_text(report::envelope(header_of(context, session), std::move(data)));
  } else if (format == "html") {
    context.out = report::html_of(blocks, {language, origin_of(context, session, language)});
  } else if (format == "markdown") {
    context.out = report::markdown_of(blocks);
  } else {
    context.out =
        report::text_of(blocks, width_of_prose(context.width()), context.color(), glyphs_of(context));
  }
}

}  // namespace csx::cli
