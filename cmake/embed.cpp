// Writes a C++ source that holds files: embed OUTPUT ROOT=PREFIX...
// Every regular file below ROOT becomes PREFIX/relative-path. Run by the build, see CsxEmbed.cmake.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace fs = std::filesystem;

namespace {

/// The bytes as a string literal; a line break of the text is one of the source, too.
std::string literal(const std::string& bytes) {
  std::string out = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n\"\n\"";
    } else if (c == '"' || c == '\\' || c == '?') {
      out.append(1, '\\').append(1, c);
    } else if (byte < 0x20 || byte > 0x7E) {
      char octal[5];
      std::snprintf(octal, sizeof octal, "\\%03o", byte);
      out += octal;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> files;
  for (int i = 2; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t equals = argument.rfind('=');
    const fs::path root = argument.substr(0, equals);
    if (equals == std::string::npos || !fs::is_directory(root)) {
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && !entry.is_symlink()) {
        files[argument.substr(equals + 1) + '/' + entry.path().lexically_relative(root).generic_string()] =
            contents(entry.path());
      }
    }
  }
  std::string out =
      "#include \"embedded.hpp\"\n\nnamespace csx::cli {\nnamespace {\n\nusing namespace std::literals;\n\n";
  out += "const EmbeddedFile k_files[] = {\n";
  for (const auto& [path, bytes] : files) {
    out += "{" + literal(path) + "sv, " + literal(bytes) + "sv},\n";
  }
  out += "{{}, {}}};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() {\n";
  out += "  return {k_files, " + std::to_string(files.size()) + "};\n}\n\n}  // namespace csx::cli\n";
  std::ofstream(argv[1], std::ios::binary) << out;
  return 0;
}
