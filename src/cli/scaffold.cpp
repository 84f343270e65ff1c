#include "scaffold.hpp"

#include "csx/base/text.hpp"
#include "embedded.hpp"
#include "schemas.hpp"

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::string_view k_modeline = "# yaml-language-server: $schema=.vscode/csx.schema.json\n";

constexpr std::string_view k_settings = R"({
  "yaml.schemas": {
    ".vscode/csx.schema.json": ["*.yaml", "*.yml", "**/*.yaml", "**/*.yml", "!.*", "!.*/**"]
  },
  "yaml.format.enable": false,
  "files.insertFinalNewline": true
}
)";

/// Between double quotes: what YAML would read otherwise is escaped.
std::string yaml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

/// Whether a value reads as the same text without quotes: letters and harmless marks, beginning with a
/// letter.
bool is_plain(std::string_view text) {
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '_' || c == '/' || c == '.' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  };
  static constexpr std::array<std::string_view, 8> k_words{"yes", "no", "on",   "off",
                                                           "y",   "n",  "true", "false"};
  const std::string lower = to_lower_ascii(text);
  return !text.empty() && harmless(text.front()) && text.front() > '9' && text.back() != ' ' &&
         std::ranges::all_of(text, harmless) && lower != "null" &&
         std::ranges::find(k_words, lower) == k_words.end();
}

/// A date begins with a digit and is plain all the same.
bool is_date(std::string_view text) {
  return text.size() == 10 && text.find_first_not_of("0123456789-") == text.npos;
}

std::string as_yaml(std::string_view value, bool in_quotes) {
  if (in_quotes) {
    return yaml_escaped(value);
  }
  return is_plain(value) || is_date(value) ? std::string(value) : fmt::format("\"{}\"", yaml_escaped(value));
}

/// `-C ops ` where the data folder is not the repository itself.
std::string folder_option(std::string_view prefix) {
  return prefix.empty() ? std::string() : fmt::format("-C {} ", prefix);
}

}  // namespace

std::string filled(std::string_view text, const TemplateAnswers& answers) {
  const std::array<std::pair<std::string_view, const std::string*>, 4> places{
      {{"{{name}}", &answers.name},
       {"{{currency}}", &answers.currency},
       {"{{timezone}}", &answers.timezone},
       {"{{date}}", &answers.date}}};
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find("{{"), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    const auto* place =
        std::ranges::find_if(places, [&](const auto& each) { return text.starts_with(each.first); });
    if (place != places.end()) {
      const std::size_t line = out.rfind('\n') + 1;
      const bool in_quotes =
          std::ranges::count(out.begin() + static_cast<std::ptrdiff_t>(line), out.end(), '"') % 2 == 1;
      const bool in_comment = out.find('#', line) != out.npos;
      out += in_comment ? *place->second : as_yaml(*place->second, in_quotes);
      text.remove_prefix(place->first.size());
    } else if (!text.empty()) {
      out += text.substr(0, 2);
      text.remove_prefix(std::min<std::size_t>(2, text.size()));
    }
  }
  return out;
}

Result<std::vector<NewFile>> records_of_template(std::string_view name, std::string_view language,
                                                 const TemplateAnswers& answers) {
  const std::string folder = fmt::format("templates/{}/{}", name, language);
  std::vector<NewFile> files;
  for (const EmbeddedFile& file : embedded_below(folder)) {
    const std::string path(file.path.substr(folder.size() + 1));
    const std::string_view head = path == "csx.yaml" ? k_modeline : std::string_view();
    files.push_back({path, fmt::format("{}{}", head, filled(file.bytes, answers))});
  }
  if (files.empty()) {
    return fail(ErrorKind::defect, fmt::format("this csx carries no template {} in {}", name, language));
  }
  return files;
}

std::vector<NewFile> editor_files() {
  return {{".vscode/csx.schema.json", schema_of_any_record()},
          {".vscode/settings.json", std::string(k_settings)},
          {".vscode/extensions.json", "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n"}};
}

NewFile ci_file(std::string_view service, std::string_view prefix) {
  if (service == "github") {
    return {".github/workflows/csx.yml", fmt::format(R"(# Checks every change of the records.
# The repository variable CSX_INSTALL holds the command that installs csx on the runner.
name: csx
"on":
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # the whole history: csx compares with the branch that is merged into
      - name: Install csx
        env:
          CSX_INSTALL: ${{{{ vars.CSX_INSTALL }}}}
        run: eval "$CSX_INSTALL"
      - name: Check what the pull request adds
        if: github.event_name == 'pull_request'
        env:
          BASE: origin/${{{{ github.base_ref }}}}
        run: csx {0}check "--against=$BASE" --format github
      - name: Check everything
        if: github.event_name == 'push'
        run: csx {0}check --format github
)",
                                                     folder_option(prefix))};
  }
  return {".gitlab-ci.yml",
          fmt::format(R"(# Checks every change of the records.
# The CI/CD variable CSX_INSTALL holds the command that installs csx on the runner.
csx:
  image: debian:12
  variables:
    GIT_DEPTH: 0 # the whole history: csx compares with the branch that is merged into
  before_script:
    - eval "$CSX_INSTALL"
  script:
    - csx {0}check --report gitlab=csx-code-quality.json --report junit=csx-junit.xml
  artifacts:
    when: always
    reports:
      codequality: {1}csx-code-quality.json
      junit: {1}csx-junit.xml
)",
                      folder_option(prefix), prefix.empty() ? std::string() : fmt::format("{}/", prefix))};
}

NewFile pre_commit_file(std::string_view prefix) {
  return {".pre-commit-config.yaml",
          fmt::format(R"(# Checks what is about to be committed; see https://pre-commit.com.
repos:
  - repo: local
    hooks:
      - id: csx-check
        name: csx check
        entry: csx {}check --staged
        language: system
        files: \.ya?ml$
        pass_filenames: false
)",
                      folder_option(prefix))};
}

}  // namespace csx::cli
