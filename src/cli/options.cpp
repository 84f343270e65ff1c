#include "options.hpp"

#include <CLI/CLI.hpp>

#include "csx/base/text.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

struct Bound {
  const Option* option = nullptr;
  CLI::Option* parsed = nullptr;
};

/// What the library names an option by; arguments get a name that no command line can hold.
std::string name_of(const Option& option, std::size_t index) {
  return option.place == Option::Place::argument ? fmt::format("argument{}", index)
                                                 : std::string(option.names);
}

CLI::Option* add(CLI::App& app, const Option& option, std::size_t index) {
  const std::string name = name_of(option, index);
  if (option.is_flag()) {
    return app.add_flag(name);
  }
  CLI::Option* added = app.add_option(name);
  if (option.place == Option::Place::argument && option.takes_many()) {
    added->expected(-1);
  } else if (option.value_may == Option::Value::may_be_left_out) {
    added->expected(0, 1);
  } else {
    added->expected(1);
  }
  if (option.place == Option::Place::option) {
    added->allow_extra_args(false);
  }
  added->multi_option_policy(option.takes_many() ? CLI::MultiOptionPolicy::TakeAll
                                                 : CLI::MultiOptionPolicy::TakeLast);
  return added;
}

Status check_choice(const Option& option, const std::string& value) {
  if (option.choices.empty() || std::ranges::find(option.choices, value) != option.choices.end()) {
    return {};
  }
  const bool argument = option.place == Option::Place::argument;
  return fail(ErrorKind::usage,
              fmt::format("{} {} is not known{}", argument ? option.names : option.long_name(),
                          csx::quoted(value), did_you_mean(value, option.choices)),
              {fmt::format("give one of {}", fmt::join(option.choices, ", "))});
}

Status store(const Bound& bound) {
  const Option& option = *bound.option;
  if (bound.parsed->count() == 0) {
    if (option.need == Option::Need::required) {
      return fail(ErrorKind::usage, fmt::format("{} is missing: {}", option.names, option.doc));
    }
    return {};
  }
  if (bool* const* flag = std::get_if<bool*>(&option.into)) {
    **flag = true;
    return {};
  }
  const std::vector<std::string>& values = bound.parsed->results();
  for (const std::string& value : values) {
    if (Status good = check_choice(option, value); !good) {
      return good;
    }
  }
  if (std::vector<std::string>* const* many = std::get_if<std::vector<std::string>*>(&option.into)) {
    **many = values;
  } else {
    *std::get<std::optional<std::string>*>(option.into) = values.empty() ? std::string() : values.back();
  }
  return {};
}

Status refuse_extra(const std::string& word, std::span<const Option> options) {
  if (word.size() < 2 || word.front() != '-') {
    return fail(ErrorKind::usage, fmt::format("unexpected argument {}", csx::quoted(word)));
  }
  std::vector<std::string_view> names;
  for (const Option& option : options) {
    if (option.place == Option::Place::option) {
      names.push_back(option.long_name());
    }
  }
  const std::string name = word.substr(0, word.find('='));
  return fail(ErrorKind::usage,
              fmt::format("unknown option {}{}", csx::quoted(name), did_you_mean(name, names)));
}

/// The library's own words about a failure, where they are the best there are.
Error explained(const CLI::ParseError& error) {
  const std::string_view what = error.what();
  const std::string_view name = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && name.starts_with('-')) {
    return Error{ErrorKind::usage, fmt::format("{} needs a value", name.substr(name.rfind(',') + 1)), {}, {}};
  }
  return Error{ErrorKind::usage, std::string(what), {}, {}};
}

}  // namespace

std::string_view Option::long_name() const {
  const std::size_t comma = names.rfind(',');
  return comma == names.npos ? names : names.substr(comma + 1);
}

Status parse(const std::vector<std::string>& words, std::span<const Option> options) {
  try {
    CLI::App app;
    app.set_help_flag("");
    app.allow_extras();
    std::vector<Bound> bound;
    for (std::size_t i = 0; i < options.size(); ++i) {
      bound.push_back({&options[i], add(app, options[i], i)});
    }
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    const std::vector<std::string> extra = app.remaining();
    for (const std::string& word : extra) {
      if (word != "--") {
        return refuse_extra(word, options);
      }
    }
    for (const Bound& each : bound) {
      if (Status stored = store(each); !stored) {
        return stored;
      }
    }
    return {};
  } catch (const CLI::ParseError& error) {
    return fail(explained(error));
  }
}

Split find_bare_words(std::span<const std::string> words, std::span<const Option> options) {
  const auto takes_next = [&](std::string_view word) {
    return std::ranges::any_of(options, [&](const Option& option) {
      const std::vector<std::string_view> names = split(option.names, ',');
      return option.place == Option::Place::option && !option.is_flag() &&
             option.value_may == Option::Value::must_be_there &&
             std::ranges::find(names, word) != names.end();
    });
  };
  Split found;
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (words[i].size() < 2 || words[i].front() != '-') {
      found.bare.push_back(i);
    } else if (takes_next(words[i])) {
      ++i;
    }
  }
  return found;
}

}  // namespace csx::cli
