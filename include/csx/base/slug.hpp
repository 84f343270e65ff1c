#pragma once

#include <string>
#include <string_view>

namespace csx {

/// An id out of a name: letters without their marks, in lower case, all else as one hyphen between words; at
/// most 64 characters. `Padaria São João & Filhos` gives `padaria-sao-joao-filhos`. Letters of scripts that
/// have no ASCII form are left out: the result may be empty.
std::string slug(std::string_view name);

}  // namespace csx
