#include <unistd.h>

#include <filesystem>

#include "changes.hpp"

namespace csx::git {
namespace {

bool has_program(const char* name) {
  return ::access((std::string("/usr/bin/") + name).c_str(), X_OK) == 0;
}

/// Keys of this machine's programs, and a repository that trusts them.
struct SigningFixture : ChangeFixture {
  SigningFixture() { git({"config", "commit.gpgSign", "true"}); }

  void use_ssh() {
    run_program({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", home() / "key"});
    git({"config", "gpg.format", "ssh"});
    home().write("signers", "ana@example.com " + public_key());
    git({"config", "gpg.ssh.allowedSignersFile", home() / "signers"});
  }
  std::string public_key() const {
    std::ifstream file(home() / "key.pub");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string run_program(std::vector<std::string> words) const {
    const auto outcome =
        test::run(path(), std::move(words),
                  {"PATH=/usr/bin:/bin", "HOME=" + home().path(), "GNUPGHOME=" + home().path()});
    REQUIRE(outcome.status == 0);
    return outcome.output;
  }
  /// Signs with the private key when only the public one is named, as an agent would.
  std::string fake_agent() {
    home().write("agent", "#!/bin/sh\nkey=$6; cp " + (home() / "key") + " \"$key.private\"\n" +
                              "ssh-keygen -Y sign -n git -f \"$key.private\" \"$7\"; code=$?\n" +
                              "rm -f \"$key.private\"; exit $code\n");
    ::chmod((home() / "agent").c_str(), 0755);
    return home() / "agent";
  }
  /// A program that takes the place of a signer.
  void fake(const std::string& script) {
    home().write("fake", "#!/bin/sh\n" + script);
    ::chmod((home() / "fake").c_str(), 0755);
    git({"config", "gpg.program", home() / "fake"});
  }
};

TEST_CASE_FIXTURE(SigningFixture, "commits signed with an ssh key verify") {
  if (!has_program("ssh-keygen")) {
    MESSAGE("needs ssh-keygen: skipped");
    return;
  }
  use_ssh();
  SUBCASE("the file of the private key") {
    git({"config", "user.signingKey", "~/key"});
  }
  SUBCASE("the key from a command") {
    home().write("print key.sh", "cat " + (home() / "key.pub") + "\n");
    git({"config", "gpg.ssh.defaultKeyCommand", "sh '" + (home() / "print key.sh") + "'"});
    git({"config", "gpg.ssh.program", fake_agent()});
  }
  SUBCASE("the key itself") {
    git({"config", "user.signingKey", "key::" + public_key()});
    git({"config", "gpg.ssh.program", fake_agent()});
  }
  set("a.yaml", "two\n").must();
  CHECK(holds(git({"-c", "gpg.ssh.program=ssh-keygen", "verify-commit", "HEAD"}),
              "Good \"git\" signature for ana@example.com"));
  CHECK(git({"fsck", "--strict"}).empty());
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(SigningFixture, "commits signed with gpg verify") {
  if (!has_program("gpg")) {
    MESSAGE("needs gpg: skipped");
    return;
  }
  ::chmod(home().path().c_str(), 0700);
  surroundings.environment["GNUPGHOME"] = home().path();
  run_program({"gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key",
               "Ana Souza <ana@example.com>", "ed25519", "sign"});
  SUBCASE("by the committer's name") {}
  SUBCASE("by a key") {
    git({"config", "user.signingKey", "ana@example.com"});
    git({"config", "gpg.format", "openpgp"});
  }
  set("a.yaml", "two\n").must();
  home().write("gpg-here", "#!/bin/sh\nexec gpg --homedir " + home().path() + " \"$@\"\n");
  ::chmod((home() / "gpg-here").c_str(), 0755);
  CHECK(holds(git({"-c", "gpg.program=" + (home() / "gpg-here"), "verify-commit", "HEAD"}),
              "Good signature from"));
  CHECK(git({"fsck", "--strict"}).empty());
  run_program({"gpgconf", "--kill", "all"});
}

TEST_CASE_FIXTURE(SigningFixture, "a program that does not sign stops the commit") {
  set("a.yaml", "two\n");
  SUBCASE("it refuses") {
    fake("echo 'gpg: no secret key' >&2; echo '[GNUPG:] FAILURE' >&2; exit 2\n");
    const Error error = refused();
    CHECK(error.kind == ErrorKind::io);
    CHECK(holds(error.message, "ended with exit code 2"));
    CHECK(error.causes == std::vector<std::string>{"gpg: no secret key"});
  }
  SUBCASE("it says nothing of a signature") {
    fake("echo signature\n");
    CHECK(holds(refused().message, "cannot sign the commit"));
  }
  SUBCASE("it is not there") {
    git({"config", "gpg.program", "no-such-program"});
    CHECK(holds(refused().message, "there is no program \"no-such-program\""));
  }
  SUBCASE("no such format") {
    git({"config", "gpg.format", "wax"});
    CHECK(holds(refused().message, "gpg.format is \"wax\""));
  }
  SUBCASE("no ssh key") {
    git({"config", "gpg.format", "ssh"});
    CHECK(has_hint(refused(), "user.signingKey"));
  }
  SUBCASE("an ssh that is too old") {
    git({"config", "gpg.format", "ssh"});
    git({"config", "user.signingKey", "~/key"});
    fake("echo 'usage: ssh-keygen' >&2; exit 1\n");
    git({"config", "gpg.ssh.program", home() / "fake"});
    CHECK(has_hint(refused(), "openssh 8.2"));
  }
  SUBCASE("a command that prints no key") {
    git({"config", "gpg.format", "ssh"});
    git({"config", "gpg.ssh.defaultKeyCommand", "echo nothing"});
    CHECK(has_cause(refused(), "printed no ssh key"));
  }
}

TEST_CASE_FIXTURE(SigningFixture, "x509 goes to its own program") {
  git({"config", "gpg.format", "x509"});
  home().write("fake", "#!/bin/sh\ncat > " + (home() / "signed") + "\necho '[GNUPG:] SIG_CREATED ' >&2\n" +
                           "printf 'BEGIN\\r\\n\\r\\n%s\\r\\n' \"$*\"\n");
  ::chmod((home() / "fake").c_str(), 0755);
  git({"config", "gpg.x509.program", home() / "fake"});
  set("a.yaml", "two\n").must();
  const std::string commit = commit_text();
  CHECK(holds(commit, "\ngpgsig BEGIN\n \n --status-fd=2 -bsau Ana Souza <ana@example.com>\n\ncsx: set a"));
  std::ifstream file(home() / "signed");
  const std::string signed_text{std::istreambuf_iterator<char>(file), {}};
  CHECK(signed_text.starts_with("tree "));
  CHECK(signed_text.ends_with("\n\ncsx: set a\n"));
}

}  // namespace
}  // namespace csx::git
