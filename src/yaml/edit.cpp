#include "csx/yaml/edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "acceptable.hpp"
#include "csx/base/text.hpp"
#include "outcome.hpp"
#include "plan.hpp"

namespace csx::yaml {

namespace {

// A text that edits change one after the other. Edits that only take one scalar for another are gathered and
// done at once, as are items appended to one list: each reading of a large file costs.
class Work {
 public:
  Work(std::string_view text, const Stream& stream) : m_text(text), m_stream(&stream) {}

  Status run(std::span<const Edit> edits) {
    for (const Edit& edit : edits) {
      m_coming.push_back(&edit);
    }
    while (!m_coming.empty()) {
      if (Status done = step(); !done) {
        return done;
      }
    }
    return flush();
  }

  std::string text() && { return m_owned ? std::move(*m_owned) : std::string(m_text); }
  const Stream& stream() const { return *m_stream; }

 private:
  Status step() {
    Result<Plan> planned = planner(m_coming.front()->document).plan(next_run());
    if (!planned) {
      return fail(planned.error());
    }
    Plan& plan = *planned;
    if (!m_splices.empty() && (!plan.in_place || is_touched(plan.touched))) {
      return flush();  // and plan it again, by the new text
    }
    if (!plan.instead.empty()) {
      take_instead(std::move(plan.instead));
      return {};
    }
    m_coming.erase(m_coming.begin(), m_coming.begin() + static_cast<std::ptrdiff_t>(plan.done));
    m_touched.emplace(plan.touched.begin, plan.touched.end);
    std::move(plan.splices.begin(), plan.splices.end(), std::back_inserter(m_splices));
    return plan.in_place ? Status{} : flush();
  }

  // What a planner learns of a document holds until the text changes.
  Planner& planner(std::uint32_t document) {
    return m_planners.try_emplace(document, m_text, *m_stream, document).first->second;
  }

  // The next edit and, when it appends, those after it that append to the same list.
  std::vector<const Edit*> next_run() const {
    std::vector<const Edit*> run{m_coming.front()};
    const Edit& first = *run.front();
    for (std::size_t i = 1; first.action == Edit::Action::append && i < m_coming.size(); ++i) {
      const Edit& other = *m_coming[i];
      if (other.action != first.action || other.document != first.document ||
          other.pointer != first.pointer) {
        break;
      }
      run.push_back(&other);
    }
    return run;
  }

  void take_instead(std::vector<Edit> edits) {
    m_coming.pop_front();
    m_made.push_back(std::move(edits));
    const std::vector<Edit>& made = m_made.back();
    for (auto edit = made.rbegin(); edit != made.rend(); ++edit) {
      m_coming.push_front(&*edit);
    }
  }

  bool is_touched(Span span) const {
    const auto after = m_touched.upper_bound(span.end);
    return after != m_touched.begin() && std::prev(after)->second >= span.begin;
  }

  Status flush() {
    m_touched.clear();
    m_planners.clear();
    if (m_splices.empty()) {
      return {};
    }
    auto text = std::make_unique<std::string>(spliced(m_text, std::move(m_splices)));
    m_splices.clear();
    auto stream = std::make_unique<Stream>(read(*text));
    m_owned_stream = std::move(stream);
    m_owned = std::move(text);
    m_text = *m_owned;
    m_stream = m_owned_stream.get();
    return sound(m_text, *m_stream);
  }

  std::string_view m_text;
  const Stream* m_stream;
  std::unique_ptr<std::string> m_owned;
  std::unique_ptr<Stream> m_owned_stream;
  std::deque<const Edit*> m_coming;
  std::deque<std::vector<Edit>> m_made;  // those of m_coming that were not asked for
  std::vector<Splice> m_splices;         // planned, not done
  std::map<std::uint32_t, std::uint32_t> m_touched;
  std::map<std::uint32_t, Planner> m_planners;
};

// What each document that is edited shall mean.
Result<Meanings> wanted(const Stream& stream, std::span<const Edit> edits) {
  Meanings meanings(std::max<std::size_t>(stream.documents.size(), 1));
  for (const Edit& edit : edits) {
    if (edit.document >= meanings.size()) {
      return fail(ErrorKind::usage, fmt::format("there is no document {}, the file has {}", edit.document,
                                                counted(stream.documents.size(), "document")));
    }
    if (Status status = acceptable(edit); !status) {
      return fail(status.error());
    }
    std::optional<Value>& meaning = meanings[edit.document];
    if (!meaning) {
      meaning = stream.documents.empty() ? Value::null() : Value::of(stream.documents[edit.document].root);
    }
    Result<Value> changed = apply_to_value(*std::move(meaning), edit);
    if (!changed) {
      return fail(changed.error());
    }
    meaning = *std::move(changed);
  }
  return meanings;
}

}  // namespace

Result<std::string> apply(std::string_view text, std::span<const Edit> edits) {
  const Stream stream = read(text);
  if (Status fit = editable(text, stream); !fit) {
    return fail(fit.error());
  }
  const Result<Meanings> meanings = wanted(stream, edits);
  if (!meanings) {
    return fail(meanings.error());
  }
  Work work(text, stream);
  if (Status done = work.run(edits); !done) {
    return fail(done.error());
  }
  std::size_t ambiguous = 0;
  for (const Edit& edit : edits) {
    ambiguous += count_ambiguous(edit.value);
  }
  if (Status same = as_wanted(stream, work.stream(), *meanings, ambiguous); !same) {
    return fail(same.error());
  }
  return std::move(work).text();
}

}  // namespace csx::yaml
