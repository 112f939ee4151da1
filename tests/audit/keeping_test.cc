// What keeps an operator honest: witnesses, time stamps, keys that change in the open, and a loss
// that has to be admitted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "archive/files.h"
#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST_F(AuditedLog, IsCosignedByAWitnessThatItAsks) {
  ASSERT_TRUE(Serve().ok());
  Work(100);
  key_ = SignedHead()["key"];
  Stop();
  auto witness =
      Process::Run({.program = ProgramPath("debut"),
                    .arguments = {"audit", "witness", "serve", "--log", key_, "--state",
                                  directory_.path() / "witness", "--listen", "127.0.0.1:0",
                                  "--port-file", directory_.path() / "witness.port"},
                    .directory = directory_.path(),
                    .name = "witness"});
  ASSERT_TRUE(witness.ok()) << witness.status();
  while (!archive::ReadFile(directory_.path() / "witness.port").ok()) {
    ASSERT_FALSE((*witness)->WaitExit(absl::Milliseconds(20)).has_value()) << (*witness)->Log();
  }
  const std::string log = (*witness)->Log();
  const std::size_t begin = log.find("witness ") + 8;
  const std::string witness_key = log.substr(begin, log.find(' ', begin) - begin);
  const fs::path policy = data_ / "trust.policy";
  std::string port = archive::ReadFile(directory_.path() / "witness.port").value();
  port.pop_back();
  std::ofstream(policy) << "witness w " << witness_key << " http://127.0.0.1:" << port
                        << "\ngroup all all w\nquorum all\n";
  ASSERT_TRUE(Serve().ok());
  Work(50);
  const auto verify = [&] { return Debut({"audit", "verify", "--key", key_, "--policy", policy}); };
  Ended witnessed = verify();
  for (int i = 0; i < 50 && witnessed.exit_code != 0; ++i) witnessed = verify();
  EXPECT_EQ(witnessed.exit_code, 0) << witnessed.output;
  (*witness)->Terminate();
  EXPECT_EQ((*witness)->WaitExit(), 0);
  Work(20);
  const Ended alone = verify();
  EXPECT_EQ(alone.exit_code, cli::kExitRefused);
  EXPECT_THAT(alone.output, HasSubstr("UNWITNESSED"));
  Stop();

  // Offline, with what the same witness remembers.
  const std::vector<std::string> cosign = {"audit",     "witness",
                                           "cosign",    data_ / "archive/checkpoint",
                                           "--archive", data_ / "archive",
                                           "--log",     key_,
                                           "--state",   directory_.path() / "witness",
                                           "--out",     directory_.path() / "cosigned"};
  const Ended offline = Debut(cosign);
  EXPECT_EQ(offline.exit_code, 0) << offline.output;
  EXPECT_THAT(archive::ReadFile(directory_.path() / "cosigned").value(), HasSubstr("\n— witness "));
}

TEST_F(AuditedLog, IsStampedByAnAuthorityOfTime) {
  ASSERT_TRUE(Serve().ok());
  Work(50);
  key_ = SignedHead()["key"];
  Stop();
  const fs::path dir = directory_.path() / "tsa";
  fs::create_directories(dir);
  std::ofstream(dir / "tsa.cnf") << "[tsa]\ndefault_tsa=t\n[t]\nserial="
                                 << (dir / "serial").string()
                                 << "\nsigner_cert=" << (dir / "tsa.pem").string()
                                 << "\nsigner_key=" << (dir / "tsa.key").string()
                                 << "\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\n"
                                    "digests=sha256\nordering=no\ntsa_name=no\n"
                                    "ess_cert_id_alg=sha256\n";
  std::ofstream(dir / "serial") << "01\n";
  const auto openssl = [&](std::vector<std::string> arguments) {
    return Run("/usr/bin/openssl", std::move(arguments));
  };
  const Ended made = openssl(
      {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
       "-days", "3650", "-keyout", dir / "tsa.key", "-out", dir / "tsa.pem", "-subj",
       "/CN=Time of the tests", "-addext", "extendedKeyUsage=critical,timeStamping"});
  ASSERT_EQ(made.exit_code, 0) << made.output;
  const fs::path note = data_ / "archive/checkpoint";
  const Ended query =
      Debut({"audit", "stamp", "query", note, "--key", key_, "--out", dir / "head.tsq"});
  ASSERT_EQ(query.exit_code, 0) << query.output;
  const Ended reply = openssl({"ts", "-reply", "-config", dir / "tsa.cnf", "-section", "t",
                               "-queryfile", dir / "head.tsq", "-out", dir / "head.tsr"});
  ASSERT_EQ(reply.exit_code, 0) << reply.output;
  const auto verify = [&](const fs::path& stamped) {
    return Debut({"audit", "stamp", "verify", stamped, "--token", dir / "head.tsr", "--authorities",
                  dir / "tsa.pem", "--key", key_});
  };
  const Ended good = verify(note);
  EXPECT_EQ(good.exit_code, 0) << good.output;
  EXPECT_THAT(good.output, HasSubstr("an authority has seen this head at 20"));
  // The same by OpenSSL itself.
  EXPECT_EQ(
      openssl({"ts", "-verify", "-data", note, "-in", dir / "head.tsr", "-CAfile", dir / "tsa.pem"})
          .exit_code,
      0);
  const std::string heads = archive::ReadFile(data_ / "heads.log").value();
  const std::string first = heads.substr(0, heads.find("\n\n", heads.find("\n\n") + 2) + 1);
  std::ofstream(dir / "other") << first;
  if (first != archive::ReadFile(note).value()) {
    const Ended other = verify(dir / "other");
    EXPECT_EQ(other.exit_code, cli::kExitRefused);
    EXPECT_THAT(other.output, HasSubstr("BAD_SIGNATURE"));
  }
  Flip(dir / "head.tsr", static_cast<std::streamoff>(fs::file_size(dir / "head.tsr")) - 10);
  EXPECT_NE(verify(note).exit_code, 0);
}

TEST_F(AuditedLog, ChangesItsKeyInTheOpen) {
  const fs::path new_key = directory_.path() / "new.key";
  ASSERT_EQ(Run("/bin/bash", {SourcePath("deploy/make-log-key"), new_key}).exit_code, 0);
  ASSERT_TRUE(Serve().ok());
  Work(60);
  key_ = SignedHead()["key"];
  const std::vector<std::string> rotate = {"--as",   "王芳",       "audit",   "key",
                                           "rotate", "--data-dir", data_,     "--new-key",
                                           new_key,  "--reason",   "每年更换"};
  EXPECT_EQ(Debut(rotate).exit_code, cli::kExitUnreachable);
  Stop();
  const Ended rotated = Debut(rotate);
  ASSERT_EQ(rotated.exit_code, 0) << rotated.output;
  ASSERT_TRUE(Serve().ok());
  Work(20);
  const std::string next_key = SignedHead()["key"];
  EXPECT_NE(next_key, key_);
  EXPECT_THAT(Debut({"events", "--type", "debut.eventlog.v1.SigningKeyRotated"}).output,
              AllOf(HasSubstr("王芳"), HasSubstr(next_key)));
  Stop();
  const Ended both = Debut({"audit", "verify", data_, "--key", key_, "--key", next_key});
  EXPECT_EQ(both.exit_code, 0) << both.output;
  EXPECT_THAT(Debut({"audit", "verify", data_, "--key", key_}).output, HasSubstr("BAD_SIGNATURE"));
  EXPECT_EQ(Run("/bin/bash", {SourcePath("deploy/make-log-key"), new_key}).exit_code, 1);
}

TEST_F(AuditedLog, GoesOnWithAChangeOfItsKeyThatWasInterrupted) {
  const fs::path new_key = directory_.path() / "new.key";
  ASSERT_EQ(Run("/bin/bash", {SourcePath("deploy/make-log-key"), new_key}).exit_code, 0);
  ASSERT_TRUE(Serve().ok());
  Work(40);
  key_ = SignedHead()["key"];
  Stop();
  const std::string old_pem = archive::ReadFile(data_ / "log.key").value();
  const std::vector<std::string> rotate = {"--as",   "王芳",       "audit",   "key",
                                           "rotate", "--data-dir", data_,     "--new-key",
                                           new_key,  "--reason",   "每年更换"};
  const Ended first = Debut(rotate);
  ASSERT_EQ(first.exit_code, 0) << first.output;
  // As if it had been killed right after the event, and then right before the last step.
  const auto keep_old_key = [&] {
    ASSERT_EQ(archive::WriteFile(data_ / "log.key", old_pem, archive::kReadableByOwner),
              absl::OkStatus());
  };
  keep_old_key();
  fs::remove(data_ / "retired.keys");
  fs::remove(data_ / "log.key.retired");
  EXPECT_EQ(Debut(rotate).output, first.output);
  keep_old_key();
  EXPECT_EQ(Debut(rotate).output, first.output);
  EXPECT_EQ(archive::ReadFile(data_ / "retired.keys").value(), key_ + "\n");
  EXPECT_EQ(archive::ReadFile(data_ / "log.key.retired").value(), old_pem);
  const Ended again = Debut(rotate);
  EXPECT_EQ(again.exit_code, 0) << again.output;
  EXPECT_THAT(again.output, HasSubstr("done already"));
  ASSERT_TRUE(Serve().ok());
  Work(10);
  const std::string next_key = SignedHead()["key"];
  const std::string events =
      Debut({"--json", "events", "--type", "debut.eventlog.v1.SigningKeyRotated"}).output;
  EXPECT_EQ(events.find("SigningKeyRotated"), events.rfind("SigningKeyRotated")) << events;
  Stop();
  EXPECT_EQ(Debut({"audit", "verify", data_, "--key", key_, "--key", next_key}).exit_code, 0);
}

TEST_F(AuditedLog, AdmitsALossBeforeItGoesOn) {
  ASSERT_TRUE(Serve().ok());
  Work(60);
  key_ = SignedHead()["key"];
  Stop();
  fs::copy(data_ / "log", directory_.path() / "backup", fs::copy_options::recursive);
  ASSERT_TRUE(Serve().ok());
  Work(60);
  Stop();
  const std::vector<std::string> begin = {"--as",       "王芳", "audit",    "incarnation", "begin",
                                          "--data-dir", data_,  "--reason", "七号盘损坏"};
  const Ended whole = Debut(begin);
  EXPECT_EQ(whole.exit_code, cli::kExitUsage);
  EXPECT_THAT(whole.output, HasSubstr("nothing is lost"));
  fs::remove_all(data_ / "log");
  fs::rename(directory_.path() / "backup", data_ / "log");
  EXPECT_THAT(Debut({"audit", "verify", data_, "--key", key_}).output, HasSubstr("ROLLBACK"));
  const Ended begun = Debut(begin);
  ASSERT_EQ(begun.exit_code, 0) << begun.output;
  ASSERT_TRUE(Serve().ok());
  ImportNext(60);
  nlohmann::json head = SignedHead();
  while (head["size"] == 0) head = SignedHead();
  EXPECT_THAT(head["origin"].get<std::string>(), HasSubstr("/incarnation-2"));
  EXPECT_THAT(Debut({"events", "--type", "debut.eventlog.v1.IncarnationBegun"}).output,
              AllOf(HasSubstr("七号盘损坏"), HasSubstr("王芳")));
  Stop();
  EXPECT_EQ(Debut({"audit", "verify", data_, "--key", head["key"]}).exit_code, 0);
  EXPECT_TRUE(fs::exists(data_ / "heads.log.incarnation-1"));
}

}  // namespace
}  // namespace debut::test
