#include "complete.hpp"

#include "context.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/model/walk.hpp"
#include "derived.hpp"
#include "listing.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

struct Candidate {
  std::string word;
  std::string doc;
};
using Candidates = std::vector<Candidate>;

void add_rules(Candidates& out) {
  std::string_view family;
  for (const rules::Rule& rule : rules::table()) {
    const std::string_view this_family = rule.id.substr(0, rule.id.find('/'));
    if (this_family != family) {
      family = this_family;
      out.push_back({fmt::format("{}/*", family), "all rules of the family"});
    }
    out.push_back({std::string(rule.id), std::string(rule.purpose)});
  }
}

void add_kinds(Candidates& out) {
  for (const model::Kind& kind : model::kinds()) {
    out.push_back({std::string(kind.name), std::string(kind.type->doc)});
  }
}

void add_fields(Candidates& out, const Subject& subject, std::string_view prefix, std::string_view suffix) {
  for (const std::string& path : model::field_paths(*subject.type)) {
    out.push_back({fmt::format("{}{}{}", prefix, path, suffix), {}});
  }
}

/// Ids of the data folder that `start` lies in, `kind/id` also unless one kind is wanted; nothing when it
/// cannot be read.
void add_records(Candidates& out, const std::string& start, std::string_view only_kind = {}) {
  const Result<std::string> folder = store::find_data_folder(start);
  const auto tree = folder ? store::disk_tree(*folder) : tl::unexpected<Error>(Error{});
  const auto data = tree ? store::load(**tree) : tl::unexpected<Error>(Error{});
  if (!data) {
    return;
  }
  for (const auto& record : data->records()) {
    const std::string identity = record->identity();
    const bool is_wanted = only_kind.empty() || record->kind().name == only_kind;
    if (identity.empty() || !is_wanted) {
      continue;
    }
    if (only_kind.empty()) {
      out.push_back({record->reference(), {}});
    }
    out.push_back({identity, std::string(record->kind().name)});
  }
}

/// The command line so far.
class TypedLine {
 public:
  TypedLine(const Environment& environment, std::span<const std::string> words)
      : m_environment(environment),
        m_before(words.empty() ? words : words.first(words.size() - 1)),
        m_word(words.empty() ? std::string() : words.back()) {
    declare(m_globals, m_options);
    find_command();
  }

  Candidates candidates() {
    Candidates found;
    if (const Option* option = awaiting_value()) {
      add_values(found, *option, {});
      return found;
    }
    if (m_word.starts_with('-')) {
      add_options(found);
      return found;
    }
    if (m_command == nullptr || m_bare.size() == 1) {
      add_commands(found);
    }
    if (const Option* argument = next_argument()) {
      add_values(found, *argument, {});
    }
    return found;
  }

  const std::string& word() const { return m_word; }

 private:
  std::string bare(std::size_t index) const {
    return index < m_bare.size() ? m_before[m_bare[index]] : std::string();
  }

  void find_command() {
    m_bare = find_bare_words(m_before, m_options).bare;
    m_command = cli::find_command(bare(0) + " " + bare(1));
    m_arguments_from = 2;
    if (m_command == nullptr) {
      m_command = cli::find_command(bare(0));
      m_arguments_from = 1;
    }
    if (m_command != nullptr) {
      m_run = m_command->prepare(m_options);
      m_bare = find_bare_words(m_before, m_options).bare;
    }
  }

  const Option* awaiting_value() const {
    if (m_before.empty()) {
      return nullptr;
    }
    const auto found = std::ranges::find_if(m_options, [&](const Option& option) {
      const std::vector<std::string_view> names = split(option.names, ',');
      return option.place == Option::Place::option && !option.is_flag() &&
             option.value_may == Option::Value::must_be_there &&
             std::ranges::find(names, m_before.back()) != names.end();
    });
    return found == m_options.end() ? nullptr : &*found;
  }

  const Option* next_argument() const {
    std::size_t place = m_bare.size() - std::min(m_bare.size(), m_arguments_from);
    for (const Option& option : m_options) {
      if (option.place == Option::Place::argument && (place == 0 || option.takes_many())) {
        return &option;
      }
      place -= option.place == Option::Place::argument ? 1U : 0U;
    }
    return nullptr;
  }

  void add_commands(Candidates& out) const {
    for (const Command& command : commands()) {
      if (command.group == Group::hidden) {
        continue;
      }
      const std::string_view noun = command.noun();
      if (m_bare.empty() && (out.empty() || out.back().word != noun)) {
        out.push_back({std::string(noun), std::string(command.summary)});
      } else if (m_bare.size() == 1 && noun == bare(0) && command.name.size() > noun.size()) {
        out.push_back({std::string(command.name.substr(noun.size() + 1)), std::string(command.summary)});
      }
    }
  }

  void add_options(Candidates& out) const {
    const std::size_t equals = m_word.find('=');
    for (const Option& option : m_options) {
      if (option.place == Option::Place::argument) {
        continue;
      }
      if (equals == m_word.npos) {
        out.push_back({std::string(option.long_name()), std::string(option.doc)});
      } else if (m_word.substr(0, equals) == option.long_name()) {
        add_values(out, option, m_word.substr(0, equals + 1));
      }
    }
  }

  static void add_metrics(Candidates& out) {
    for (const metrics::Metric& metric : metrics::table()) {
      out.push_back({std::string(metric.id), std::string(metric.title)});
    }
  }

  void add_values(Candidates& out, const Option& option, const std::string& prefix) const {
    const std::size_t first = out.size();
    for (const std::string_view choice : option.choices) {
      out.push_back({std::string(choice), {}});
    }
    switch (option.completes) {
      case Completes::rule:
        add_rules(out);
        break;
      case Completes::kind:
        add_kinds(out);
        break;
      case Completes::part:
        for (const Subject& subject : subjects()) {
          out.push_back({std::string(subject.plural), std::string(subject.type->doc)});
        }
        break;
      case Completes::explained:
        add_metrics(out);
        if (m_command != nullptr && m_command->name == "metrics") {
          break;  // of all that has a page, only they can be measured
        }
        add_kinds(out);
        add_rules(out);
        for (const Subject& subject : subjects()) {
          if (subject.kind != nullptr && m_word.starts_with(fmt::format("{}.", subject.name))) {
            add_fields(out, subject, fmt::format("{}.", subject.name), {});
          }
        }
        break;
      case Completes::record:
        add_records(out, data_folder());
        break;
      case Completes::mapping:
        add_records(out, data_folder(), "mapping");
        break;
      case Completes::calendar:
        add_records(out, data_folder(), "calendar");
        break;
      case Completes::account:
        add_records(out, data_folder(), "account");
        break;
      case Completes::agreement:
        add_records(out, data_folder(), "agreement");
        break;
      case Completes::handoff:
        add_records(out, data_folder(), "handoff");
        break;
      case Completes::person:
        add_records(out, data_folder(), "person");
        break;
      case Completes::field:
        add_fields_of_subject(out, option.long_name() == "--where" ? "=" : "");
        break;
      case Completes::format:
        if (m_command != nullptr) {
          for (const std::string_view format : m_command->formats) {
            out.push_back({std::string(format), {}});
          }
        }
        break;
      case Completes::command:
        for (const Command& command : commands()) {
          if (command.group != Group::hidden && (out.empty() || out.back().word != command.noun())) {
            out.push_back({std::string(command.noun()), std::string(command.summary)});
          }
        }
        break;
      case Completes::nothing:
      case Completes::file:
      case Completes::folder:
        break;
    }
    for (std::size_t i = first; i < out.size() && !prefix.empty(); ++i) {
      out[i].word.insert(0, prefix);
    }
  }

  void add_fields_of_subject(Candidates& out, std::string_view suffix) const {
    const Result<Subject> subject = find_subject(bare(m_arguments_from));
    if (!subject) {
      return;
    }
    // Of `a,b,c` only the last one is being written.
    const std::size_t comma = m_word.rfind(',');
    const std::string prefix = comma == m_word.npos ? std::string() : m_word.substr(0, comma + 1);
    add_fields(out, *subject, prefix, suffix);
    for (const std::string_view name : derived_columns(*subject)) {
      out.push_back({fmt::format("{}{}{}", prefix, name, suffix), {}});
    }
  }

  /// Where the command would run, -C considered.
  std::string data_folder() const {
    Globals globals;
    for (std::size_t i = 0; i + 1 < m_before.size(); ++i) {
      if (m_before[i] == "-C") {
        globals.folder = m_before[i + 1];
      }
    }
    Leftovers leftovers;
    return Context(m_environment, globals, *m_command, leftovers).folder();
  }

  const Environment& m_environment;
  std::span<const std::string> m_before;
  std::string m_word;
  Globals m_globals;
  Options m_options;
  Command::Run m_run;  ///< owns what the options point at
  const Command* m_command = nullptr;
  std::vector<std::size_t> m_bare;
  std::size_t m_arguments_from = 1;
};

}  // namespace

std::string complete(const Environment& environment, std::span<const std::string> words) {
  TypedLine line(environment, words);
  std::string out;
  for (const Candidate& candidate : line.candidates()) {
    if (candidate.word.starts_with(line.word())) {
      out += escape_controls(candidate.word);
      out += candidate.doc.empty() ? "\n" : fmt::format("\t{}\n", escape_controls(candidate.doc));
    }
  }
  return out;
}

}  // namespace csx::cli
