#pragma once

#include <array>
#include <string_view>

#include "csx/report/blocks.hpp"
#include "session.hpp"

namespace csx::cli {

/// The formats of every command whose result is a document for people.
inline constexpr std::array<std::string_view, 4> k_document_formats{"text", "json", "markdown", "html"};

/// Puts a document into the context, in the format that is asked for. `more` is an object that the data of
/// JSON has before the blocks.
void put_document(Context& context, const Session& session, const report::Blocks& blocks,
                  const Json* more = nullptr);

}  // namespace csx::cli
