#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "csx/base/text.hpp"
#include "csx/model/person.hpp"
#include "csx/model/playbook.hpp"
#include "families.hpp"
#include "lookup.hpp"

namespace csx::rules {

namespace {

template <class Judge>
void each_article(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Knowledge>()) {
    for (const model::Article& article : record.as<model::Knowledge>().articles) {
      judge(record, article);
    }
  }
}

/// Texts that differ in case and outer space only are the same to a reader.
std::string folded(std::string_view text) {
  return to_lower_ascii(trim(text));
}

void article_without_owner(const Input& input, Report& report) {
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    if (!article.owner) {
      report.add(record, article.owner, fmt::format("the article {} has no owner", quoted(article.id.value)));
    }
  });
}

void article_never_reviewed(const Input& input, Report& report) {
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    if (!article.reviewed_on) {
      report.add(
          record, article.reviewed_on,
          fmt::format("the article {} does not say when it was last found true", quoted(article.id.value)));
    }
  });
}

void stale_article(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::AnyRecord* main = versions.record_on(input.today);
  if (main == nullptr || !main->as<model::Agreement>().thresholds) {
    return;
  }
  const auto& limit = main->as<model::Agreement>().thresholds->article_stale_after;
  if (!limit) {
    return;
  }
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    if (!article.reviewed_on) {
      return;
    }
    const std::optional<time::Date> last = later(*article.reviewed_on, *limit);
    if (last && *last < input.today) {
      report
          .add(record, article.reviewed_on,
               fmt::format("the article {} was last reviewed on {}, wanted again by {}",
                           quoted(article.id.value), article.reviewed_on->to_string(), last->to_string()))
          .note(*main, limit, "the agreement's limit");
    }
  });
}

void article_without_questions(const Input& input, Report& report) {
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    if (article.questions.empty()) {
      report.add(record, article.questions,
                 fmt::format("the article {} names no question that it answers", quoted(article.id.value)));
    }
  });
}

void uncovered_product_area(const Input& input, Report& report) {
  std::unordered_set<std::string> covered;
  std::vector<std::string_view> names;
  for (const model::AnyRecord& record : input.data.all<model::Person>()) {
    const auto& person = record.as<model::Person>();
    for (const std::string& specialty : person.specialties) {
      if (sla::works_on(person, input.today) && covered.insert(folded(specialty)).second) {
        names.push_back(specialty);
      }
    }
  }
  if (covered.empty()) {
    return;  // the team is not split by specialists
  }
  std::unordered_set<std::string> seen;
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    if (!article.product_area || trim(*article.product_area).empty()) {
      return;
    }
    const std::string area = folded(*article.product_area);
    if (!covered.contains(area) && seen.insert(area).second) {
      report.add(record, article.product_area,
                 fmt::format("nobody who works here has the specialty {}{}", quoted(*article.product_area),
                             did_you_mean(*article.product_area, names)));
    }
  });
}

void duplicate_title(const Input& input, Report& report) {
  struct First {
    const model::AnyRecord* record;
    const model::Article* article;
  };
  std::unordered_map<std::string, First> seen;
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    const auto [at, is_first] = seen.try_emplace(folded(article.title), First{&record, &article});
    if (!is_first) {
      report
          .add(record, article.title,
               fmt::format("the articles {} and {} have the same title", quoted(at->second.article->id.value),
                           quoted(article.id.value)))
          .note(*at->second.record, at->second.article->title, "the same title here");
    }
  });
}

void url_without_scheme(const Input& input, Report& report) {
  each_article(input, [&](const model::AnyRecord& record, const model::Article& article) {
    if (article.url && article.url->find("://") == std::string::npos) {
      report.add(
          record, article.url,
          fmt::format("{} is no complete address, wanted one such as https://…", quoted(*article.url)));
    }
  });
}

constexpr auto k_knowledge_rules = std::to_array<Rule>({
    {"knowledge/article-without-owner", Severity::warning, "Each article has an owner.",
     "A knowledge base shortens handling and lets customers help themselves as long as it is true. An "
     "article "
     "that belongs to nobody is corrected by nobody when the product changes.",
     "Write `owner:` in the article, the id of a person", article_without_owner},
    {"knowledge/article-never-reviewed", Severity::note, "Each article says when it was last found true.",
     "Readers trust an answer they know to be recent. Without a date, an article cannot be told from one "
     "that "
     "describes the product of three years ago.",
     "Read the article against the product, then write `reviewed_on:` with the day", article_never_reviewed},
    {"knowledge/stale-article", Severity::warning,
     "Articles are reviewed as often as the agreement in force asks.",
     "A wrong answer costs more than none: the customer follows it, fails, and opens a ticket after all. The "
     "agreement sets the age at which an article counts as stale (`thresholds.article_stale_after`).",
     "Read the article against the product, correct it, and write today's date in `reviewed_on:`",
     stale_article},
    {"knowledge/article-without-questions", Severity::note,
     "Each article lists the questions it answers, as customers ask them.",
     "Customers search in their own words, not in those of the title. The list of every question ever asked, "
     "with its answer, is what makes self-service work.",
     "Add `questions:` to the article, in the words of the tickets that led to it",
     article_without_questions},
    {"knowledge/uncovered-product-area", Severity::note,
     "Each product area of the knowledge base has a specialist.",
     "Where Support is split at all, it is split by parts of the product, so that specialists cover each "
     "other. "
     "An area without a specialist is a gap that shows when its tickets come.",
     "Add the area to the `specialties:` of a person, or correct its name", uncovered_product_area},
    {"knowledge/duplicate-title", Severity::warning, "No two articles have the same title.",
     "Two articles about the same thing drift apart: one is corrected, the other is found. Tickets link to "
     "either, and neither shows how often the question comes.",
     "Join the two articles, or give each a title that tells them apart", duplicate_title},
    {"knowledge/url-without-scheme", Severity::note, "The address of an article is complete.",
     "Reports and answers to customers carry the address as a link. Without https:// in front, many programs "
     "show it as plain text or look for it on the reader's own machine.",
     "Write the address in full, starting with https://", url_without_scheme},
});

}  // namespace

std::span<const Rule> knowledge_rules() {
  return k_knowledge_rules;
}

}  // namespace csx::rules
