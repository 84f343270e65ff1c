#include <doctest/doctest.h>

#include "command.hpp"
#include "embedded.hpp"
#include "help.hpp"

using namespace csx::cli;

TEST_CASE("every command has its page, which begins with what the command table says") {
  for (const Command& command : commands()) {
    if (command.group == Group::hidden) {
      continue;
    }
    const std::string noun(command.noun());
    CAPTURE(noun);
    const EmbeddedFile* page = find_embedded("docs/commands/" + noun + ".md");
    REQUIRE(page != nullptr);
    const std::size_t details = page->bytes.find("\n## Details\n");
    REQUIRE(details != std::string_view::npos);
    // Print what it should be with: csx __manual NOUN
    CHECK(page->bytes.substr(0, details) == page_head(noun));
  }
}

TEST_CASE("every option has a phrase without a final period, and a placeholder where it takes a value") {
  for (const Command& command : commands()) {
    Options options;
    const Command::Run unused = command.prepare(options);
    for (const Option& option : options) {
      CAPTURE(command.name);
      CAPTURE(option.names);
      CHECK_FALSE(option.doc.empty());
      CHECK_FALSE(option.doc.ends_with('.'));
      const bool wants_placeholder = option.place == Option::Place::option && !option.is_flag();
      CHECK(option.value.empty() != wants_placeholder);
    }
    CHECK_FALSE(command.summary.ends_with('.'));
  }
}
