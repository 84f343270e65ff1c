#include "identity.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"

namespace csx::git {
namespace {

struct Names {
  const char* word;
  const char* name_variable;
  const char* mail_variable;
  const char* date_variable;
  const char* name_setting;
  const char* mail_setting;
};
constexpr std::array<Names, 2> k_names = {{
    {"author", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "author.name", "author.email"},
    {"committer", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE", "committer.name",
     "committer.email"},
}};

std::optional<std::string> variable(const Surroundings& surroundings, const char* name) {
  const auto found = surroundings.environment.find(name);
  return found == surroundings.environment.end() ? std::nullopt : std::optional(found->second);
}

/// What git drops at both ends of a name. *Source*: git's ident.c.
bool is_crud(char c) {
  return static_cast<unsigned char>(c) <= ' ' ||
         std::string_view(".,:;<>\"\\'").find(c) != std::string_view::npos;
}

std::string without_crud(std::string_view text) {
  while (!text.empty() && is_crud(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_crud(text.back())) {
    text.remove_suffix(1);
  }
  std::string result(text);
  std::erase_if(result, [](char c) { return c == '\n' || c == '<' || c == '>' || c == '\0'; });
  return result;
}

Status put_date(Identity& identity, const Names& names, const Surroundings& surroundings) {
  const auto given = variable(surroundings, names.date_variable);
  if (!given || given->empty()) {
    identity.seconds = surroundings.now.time_since_epoch().count();
    identity.offset_minutes = surroundings.offset_minutes;
    return {};
  }
  const auto date = parse_commit_date(*given, surroundings.offset_minutes);
  if (!date) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} is {}, a date like 2026-03-02T10:12:00-03:00, an RFC 2822 date or seconds and "
                    "offset (1772457120 -0300) is wanted",
                    names.date_variable, quoted(*given)));
  }
  identity.seconds = date->seconds;
  identity.offset_minutes = date->offset_minutes;
  return {};
}

std::optional<std::string> first_of(const Settings& settings, const char* own) {
  auto found = settings.text(own);
  return found ? found : settings.text(std::string_view(own).ends_with(".name") ? "user.name" : "user.email");
}

Error unknown(const Names& names) {
  return Error{ErrorKind::usage,
               fmt::format("git does not know who the {} of the commit is", names.word),
               {"run `git config --global user.name \"Your Name\"`",
                "run `git config --global user.email you@example.com`"},
               {}};
}

}  // namespace

std::string Identity::person() const {
  return fmt::format("{} <{}>", name, mail);
}

std::string Identity::date() const {
  const int minutes = std::abs(offset_minutes);
  return fmt::format("{} {}{:02}{:02}", seconds, offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

Result<Identity> identity_of(Role role, const Settings& settings, const Surroundings& surroundings) {
  const Names& names = k_names[role == Role::author ? 0 : 1];
  auto name = variable(surroundings, names.name_variable);
  const bool named_outside = name.has_value();
  name = name ? name : first_of(settings, names.name_setting);
  auto mail = variable(surroundings, names.mail_variable);
  mail = mail ? mail : first_of(settings, names.mail_setting);
  mail = mail ? mail : variable(surroundings, "EMAIL");
  if (!name || !mail) {
    return fail(unknown(names));
  }
  Identity identity{without_crud(*name), without_crud(*mail)};
  if (identity.name.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("the name of the {} is {}, which has no letter that git keeps", names.word,
                            quoted(*name)),
                {named_outside ? fmt::format("set {}", names.name_variable)
                               : std::string("run `git config --global user.name \"Your Name\"`")});
  }
  if (auto dated = put_date(identity, names, surroundings); !dated) {
    return fail(std::move(dated).error());
  }
  return identity;
}

Result<Identity> author_named(const std::string& text, const Surroundings& surroundings) {
  const std::size_t open = text.find('<');
  const std::size_t close = text.find('>', open);
  const bool whole = open != std::string::npos && close != std::string::npos &&
                     trim(std::string_view(text).substr(close + 1)).empty();
  Identity identity;
  if (whole) {
    identity.name = without_crud(std::string_view(text).substr(0, open));
    identity.mail = without_crud(std::string_view(text).substr(open + 1, close - open - 1));
  }
  if (identity.name.empty() || identity.mail.empty()) {
    return fail(
        ErrorKind::usage,
        fmt::format("the author is {}, a name and an address like `Ana Souza <ana@example.com>` are wanted",
                    quoted(text)));
  }
  if (auto dated = put_date(identity, k_names[0], surroundings); !dated) {
    return fail(std::move(dated).error());
  }
  return identity;
}

}  // namespace csx::git
