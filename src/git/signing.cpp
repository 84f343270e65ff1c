#include "signing.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/base/text.hpp"
#include "process.hpp"

namespace csx::git {
namespace {

constexpr const char* k_buffer = "sign-commit";
constexpr const char* k_key = "sign-key";

/// What one signature is made from.
struct Signer {
  const std::string& commit;
  const Workplace& place;
  const Settings& settings;
  const Identity& committer;
  const Surroundings& surroundings;

  Result<Ended> run_program(const std::string& name, std::vector<std::string> arguments,
                            std::string input) const {
    const auto path = find_program(name, surroundings.environment);
    if (!path) {
      return fail(
          ErrorKind::io, fmt::format("cannot sign the commit: there is no program {}", quoted(name)),
          {"install it, name another in `gpg.program` or `gpg.ssh.program`, or unset `commit.gpgSign`"});
    }
    return run({*path, std::move(arguments), place.work, surroundings.environment, std::move(input)},
               Streams::apart);
  }
};

Error refused(const std::string& program, const Ended& ended) {
  Error error{
      ErrorKind::io,
      fmt::format("cannot sign the commit: {} ended with exit code {}", quoted(program), ended.status),
      {"check `user.signingKey` and `gpg.format`, or unset `commit.gpgSign`"},
      {}};
  for (const std::string_view line : split(ended.errors, '\n')) {
    if (!trim(line).empty() && !line.starts_with("[GNUPG:]")) {
      error.causes.push_back(escape_controls(line));
    }
  }
  return error;
}

std::string without_returns(std::string text) {
  std::erase(text, '\r');
  return text;
}

/// *Source*: git's gpg-interface.c, `sign_buffer_gpg`.
Result<std::string> sign_with_gpg(const Signer& signer, const std::string& program) {
  const std::string key = signer.settings.text("user.signingkey").value_or(signer.committer.person());
  const auto ended = signer.run_program(program, {"--status-fd=2", "-bsau", key}, signer.commit);
  if (!ended) {
    return fail(ended.error());
  }
  const bool created = ("\n" + ended->errors).find("\n[GNUPG:] SIG_CREATED ") != std::string::npos;
  if (ended->status != 0 || !created) {
    return fail(refused(program, *ended));
  }
  return without_returns(ended->output);
}

/// A key written out instead of named by its file; without the `key::` before it.
std::optional<std::string> literal_key(std::string_view text) {
  if (text.starts_with("key::")) {
    return std::string(text.substr(5));
  }
  return text.starts_with("ssh-") ? std::optional(std::string(text)) : std::nullopt;
}

/// The first key that the configured command prints.
Result<std::string> default_ssh_key(const Signer& signer) {
  const auto command = signer.settings.text("gpg.ssh.defaultkeycommand");
  if (!command) {
    return fail(ErrorKind::usage, "cannot sign the commit: no ssh key is configured",
                {"set `user.signingKey` or `gpg.ssh.defaultKeyCommand`"});
  }
  auto words = split_command(*command);
  if (!words || words->empty()) {
    return fail(ErrorKind::usage,
                fmt::format("gpg.ssh.defaultKeyCommand is {}, a command is wanted", quoted(*command)));
  }
  const std::string program = words->front();
  words->erase(words->begin());
  const auto ended = signer.run_program(program, std::move(*words), "");
  if (!ended) {
    return fail(ended.error());
  }
  const std::string line(trim(split(ended->output, '\n').front()));
  if (ended->status != 0 || !literal_key(line)) {
    Error error = refused(program, *ended);
    error.causes.emplace_back("gpg.ssh.defaultKeyCommand printed no ssh key");
    return fail(std::move(error));
  }
  return line;
}

/// *Source*: git's gpg-interface.c, `sign_buffer_ssh`.
Result<std::string> sign_with_ssh(const Signer& signer) {
  const std::string program = signer.settings.path("gpg.ssh.program").value_or("ssh-keygen");
  const int area = signer.place.area_folder.get();
  std::string key = signer.settings.text("user.signingkey").value_or("");
  if (key.empty()) {
    auto found = default_ssh_key(signer);
    if (!found) {
      return found;
    }
    key = std::move(*found);
  }
  std::string key_file = signer.settings.path("user.signingkey").value_or(key);
  if (const auto literal = literal_key(key)) {
    if (auto written = write_at(area, k_key, *literal + '\n', 0600); !written) {
      return fail(std::move(written).error());
    }
    key_file = signer.place.area + '/' + k_key;
  }
  const std::string signature_name = std::string(k_buffer) + ".sig";
  remove_at(area, signature_name);
  if (auto written = write_at(area, k_buffer, signer.commit); !written) {
    return fail(std::move(written).error());
  }
  const auto ended = signer.run_program(
      program, {"-Y", "sign", "-n", "git", "-f", key_file, signer.place.area + '/' + k_buffer}, "");
  auto signature = read_at(area, signature_name);
  for (const std::string& name : {std::string(k_buffer), std::string(k_key), signature_name}) {
    remove_at(area, name);
  }
  if (!ended) {
    return fail(ended.error());
  }
  if (ended->status != 0 || !signature || !*signature) {
    Error error = refused(program, *ended);
    if (ended->errors.find("usage:") != std::string::npos) {
      error.hints = {"install openssh 8.2 or later: older ones cannot sign"};
      error.causes.clear();
    }
    return fail(std::move(error));
  }
  return without_returns(std::move((*signature)->text));
}

}  // namespace

Result<std::string> signature_of(const std::string& commit, const Workplace& place, const Settings& settings,
                                 const Identity& committer, const Surroundings& surroundings) {
  if (!settings.is_true("commit.gpgsign", false)) {
    return std::string();
  }
  const Signer signer{commit, place, settings, committer, surroundings};
  const std::string format = to_lower_ascii(settings.text("gpg.format").value_or("openpgp"));
  if (format == "openpgp") {
    const auto program = settings.path("gpg.openpgp.program");
    return sign_with_gpg(signer, program ? *program : settings.path("gpg.program").value_or("gpg"));
  }
  if (format == "x509") {
    return sign_with_gpg(signer, settings.path("gpg.x509.program").value_or("gpgsm"));
  }
  if (format == "ssh") {
    return sign_with_ssh(signer);
  }
  return fail(ErrorKind::usage,
              fmt::format("gpg.format is {}, openpgp, x509 or ssh is wanted", quoted(format)));
}

}  // namespace csx::git
