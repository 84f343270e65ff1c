#pragma once

#include <string>
#include <string_view>

/// Headers of letters, out of text that strangers may have written.
namespace csx::cli {

/// A display name before `<address>`: as it is where only letters, digits and spaces are in it, else a quoted
/// string (RFC 5322), or encoded words (RFC 2047) where it is not ASCII or long. Whatever the name says, it
/// stays one name: control characters become spaces, and a line is only broken before a space.
std::string mail_phrase(std::string_view name);

}  // namespace csx::cli
