// Personal data: sealed beside the log, erased for good, and the log still verifies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <iterator>

#include "absl/strings/escaping.h"
#include "archive/files.h"
#include "domain/privacy/reasons.h"
#include "services/debut/exit_codes.h"
#include "tests/audit/audited_log.h"

namespace debut::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kName[] = "王小明";
constexpr char kPhone[] = "13901234567";
constexpr char kPersonalId[] = "110101199003070038";
const std::u16string kNameInUtf16 = u"王小明";
const std::u16string kPhoneInUtf16 = u"13901234567";

// The text as it might lie somewhere: UTF-8, UTF-16 of both byte orders, base64 at each of its
// three places, hexadecimal.
std::vector<std::string> FormsOf(const std::string& text, const std::u16string& wide) {
  std::vector<std::string> forms = {text, absl::BytesToHexString(text)};
  std::string little, big;
  for (const char16_t unit : wide) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    little += {low, high};
    big += {high, low};
  }
  forms.insert(forms.end(), {little, big});
  for (std::size_t before = 0; before < 3; ++before) {
    const std::string encoded = absl::Base64Escape(std::string(before, 'x') + text);
    // Without the characters that also depend on what stands beside it.
    forms.push_back(encoded.substr(before == 0 ? 0 : 4,
                                   (before + text.size()) / 3 * 4 - (before == 0 ? 0 : 4)));
  }
  return forms;
}

class ErasedLog : public AuditedLog {
 protected:
  void SetUp() override {
    AuditedLog::SetUp();
    ASSERT_TRUE(Serve().ok());
    Work(60);
    key_ = SignedHead()["key"];
    const Ended registered =
        Call("registry.RegisterEnterprise",
             R"({"credit_code": "91350100M000100Y43", "enterprise_id": "B-900", "name": "北京公司",
              "kind": "PARTY_KIND_ENTERPRISE", "registered_date": "2020-09-21"})");
    ASSERT_EQ(registered.exit_code, 0) << registered.output;
    for (const std::string id : {"CT-1", "CT-2"}) RecordContact(id);
  }

  Ended Call(const std::string& method, const std::string& json) {
    return Debut({"--as", "陈静", "call", method, "--json", json});
  }
  void RecordContact(const std::string& id) {
    const nlohmann::json contact = {{"contact_id", id},
                                    {"enterprise_id", "B-900"},
                                    {"contact_name", kName + id},
                                    {"phone", kPhone}};
    const Ended recorded = Call("registry.RecordContact", contact.dump());
    ASSERT_EQ(recorded.exit_code, 0) << recorded.output;
    const nlohmann::json identity = {{"contact_id", id}, {"personal_id", kPersonalId}};
    const Ended identified = Call("registry.IdentifyContact", identity.dump());
    ASSERT_EQ(identified.exit_code, 0) << identified.output;
  }
  Ended Privacy(const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"--as", "王芳", "privacy"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return Debut(all);
  }
  Ended Erase(const std::string& subject) {
    return Privacy({"erase", subject, "--grounds", "本人申请", "--final"});
  }
  Ended VerifyData() { return Debut({"audit", "verify", data_, "--key", key_}); }

  // The files that hold a text in any form: the server's data and logs, and what was exported.
  std::vector<std::string> FilesWith(const std::vector<std::string>& forms) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(directory_.path())) {
      const fs::path relative = fs::relative(entry.path(), directory_.path());
      const std::string top = relative.begin()->string();
      // Not what the commands of the test have printed.
      if (!entry.is_regular_file() || top.starts_with("run")) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)),
                              std::istreambuf_iterator<char>());
      for (const std::string& form : forms) {
        if (bytes.find(form) != std::string::npos) found.push_back(relative.string());
      }
    }
    return found;
  }
  std::vector<std::string> FilesWithTexts() {
    std::vector<std::string> forms = FormsOf(kName, kNameInUtf16);
    for (std::string& form : FormsOf(kPhone, kPhoneInUtf16)) forms.push_back(std::move(form));
    return FilesWith(forms);
  }
};

TEST_F(ErasedLog, HoldsNoPlaintextAndVerifies) {
  EXPECT_THAT(FilesWithTexts(), IsEmpty()) << "also before the erasure";
  const Ended shown = Privacy({"read", "contact:CT-1", "--purpose", "通知申报人补正"});
  EXPECT_EQ(shown.exit_code, 0) << shown.output;
  EXPECT_THAT(shown.output, AllOf(HasSubstr(kPhone), HasSubstr(kName), HasSubstr("recorded at")));
  EXPECT_EQ(Privacy({"erase", "contact:CT-1", "--grounds", "本人申请"}).exit_code, cli::kExitUsage);
  const Ended erased = Erase("contact:CT-1");
  EXPECT_EQ(erased.exit_code, 0) << erased.output;
  EXPECT_THAT(Privacy({"read", "contact:CT-1", "--purpose", "复核"}).output,
              HasSubstr("SUBJECT_ERASED"));
  const Ended status = Privacy({"status", "contact:CT-2"});
  EXPECT_THAT(status.output, HasSubstr("the same ContactIdentified.personal_id as contact:CT-1"));
  const Ended live = Debut({"audit", "verify", "--key", key_});
  EXPECT_EQ(live.exit_code, 0) << live.output;
  EXPECT_THAT(live.output, HasSubstr("sealed texts: all 6 that the log commits to are there"));
  EXPECT_EQ(
      Debut({"audit", "export", directory_.path() / "export", "--key", key_, "--tables"}).exit_code,
      0);
  Stop();
  EXPECT_THAT(FilesWithTexts(), IsEmpty());
  const Ended verified = VerifyData();
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  EXPECT_THAT(verified.output, HasSubstr("sealed texts: all 6"));
  const Ended independent = VerifyInPython(data_ / "archive");
  EXPECT_EQ(independent.exit_code, 0) << independent.output;
  EXPECT_FALSE(fs::exists(directory_.path() / "export/privacy"));
}

TEST_F(ErasedLog, IsNotRevivedByAnOldKeyStore) {
  Stop();
  fs::copy(data_ / "privacy", directory_.path() / "run-old", fs::copy_options::recursive);
  ASSERT_TRUE(Serve().ok());
  ASSERT_EQ(Erase("contact:CT-1").exit_code, 0);
  Stop();
  fs::remove_all(data_ / "privacy");
  fs::copy(directory_.path() / "run-old", data_ / "privacy", fs::copy_options::recursive);
  const Ended revived = VerifyData();
  EXPECT_EQ(revived.exit_code, cli::kExitRefused);
  EXPECT_THAT(revived.output, AllOf(HasSubstr("ERASURE_INCOMPLETE at"),
                                    HasSubstr("contact:CT-1: its key is there")));
  ASSERT_TRUE(Serve().ok());
  EXPECT_THAT(Privacy({"read", "contact:CT-1", "--purpose", "复核"}).output,
              HasSubstr("SUBJECT_ERASED"));
  EXPECT_EQ(Privacy({"read", "contact:CT-2", "--purpose", "复核"}).exit_code, 0);
  // The texts go as soon as the server runs.
  while (Privacy({"verify"}).exit_code != 0) {
  }
  Stop();
  EXPECT_EQ(VerifyData().exit_code, 0);
}

TEST_F(ErasedLog, HasItsKeysBackedUpApartWithoutThoseWhoWereErased) {
  const fs::path keys = directory_.path() / "run-keys";
  const std::vector<std::string> create = {"backup", "keys", "create", keys, "--from", data_};
  const std::vector<std::string> restore = {"backup", "keys", "restore", keys, "--into", data_};
  const Ended first = Debut(create);
  ASSERT_EQ(first.exit_code, 0) << first.output;
  EXPECT_THAT(first.output, HasSubstr("2 keys and 6 texts in"));
  fs::copy(keys, directory_.path() / "run-stale", fs::copy_options::recursive);
  ASSERT_EQ(Erase("contact:CT-1").exit_code, 0);
  const Ended second = Debut(create);
  EXPECT_THAT(second.output, AllOf(HasSubstr("1 were erased"), HasSubstr("1 keys and 3 texts in")));
  EXPECT_EQ(Debut(restore).exit_code, cli::kExitUsage) << "a server has it open";
  Stop();
  EXPECT_EQ(Debut(restore).exit_code, 0);
  for (const char* copy : {"run-keys", "run-stale"}) {
    fs::remove_all(data_ / "privacy");
    const Ended restored =
        Debut({"backup", "keys", "restore", directory_.path() / copy, "--into", data_});
    ASSERT_EQ(restored.exit_code, 0) << restored.output;
    ASSERT_TRUE(Serve().ok());
    EXPECT_THAT(Privacy({"read", "contact:CT-1", "--purpose", "复核"}).output,
                HasSubstr("SUBJECT_ERASED"));
    EXPECT_THAT(Privacy({"read", "contact:CT-2", "--purpose", "复核"}).output, HasSubstr(kPhone));
    while (Privacy({"verify"}).exit_code != 0) {
    }
    Stop();
    EXPECT_EQ(VerifyData().exit_code, 0) << copy;
  }
}

TEST_F(ErasedLog, IsFoundWithASealedTextThatWasDroppedOrChanged) {
  Stop();
  fs::path text;
  for (const auto& entry : fs::recursive_directory_iterator(data_ / "privacy/texts")) {
    if (entry.is_regular_file()) text = entry.path();
  }
  const std::string sealed = archive::ReadFile(text).value();
  fs::remove(text);
  const Ended dropped = VerifyData();
  EXPECT_EQ(dropped.exit_code, cli::kExitRefused);
  EXPECT_THAT(dropped.output, AllOf(HasSubstr("SEALED_MISSING at"), HasSubstr("is not there")));
  std::ofstream(text, std::ios::binary) << sealed;
  EXPECT_EQ(VerifyData().exit_code, 0);
  Flip(text, 20);
  const Ended changed = VerifyData();
  EXPECT_EQ(changed.exit_code, cli::kExitRefused);
  EXPECT_THAT(changed.output, AllOf(HasSubstr("SEALED_MISSING at"), HasSubstr("was changed")));
  Flip(text, 20);
  fs::rename(data_ / "privacy", directory_.path() / "elsewhere");
  const Ended without = VerifyData();
  EXPECT_EQ(without.exit_code, cli::kExitRefused);
  EXPECT_THAT(without.output, HasSubstr("privacy is not there"));
  fs::rename(directory_.path() / "elsewhere", data_ / "privacy");
  EXPECT_EQ(VerifyData().exit_code, 0);
}

TEST_F(ErasedLog, FinishesItsErasuresThoughItIsKilled) {
  constexpr int kContactsCount = 24;
  for (int i = 3; i <= kContactsCount; ++i) RecordContact("CT-" + std::to_string(i));
  for (int i = 1; i <= kContactsCount; ++i) {
    const auto erasing = Process::Run(
        {.program = ProgramPath("debut"),
         .arguments = {"--server", server_->address(), "--as", "王芳", "privacy", "erase",
                       "contact:CT-" + std::to_string(i), "--grounds", "本人申请", "--final"},
         .directory = directory_.path(),
         .name = "runs"});
    ASSERT_TRUE(erasing.ok()) << erasing.status();
    if (i % 6 != 0) {
      EXPECT_EQ((*erasing)->WaitExit(), 0) << (*erasing)->LogTail();
      continue;
    }
    // As soon as the key is about to go, or is gone: wherever it is.
    const fs::path keys = data_ / "privacy/keys";
    const auto erased = [&] {
      int count = 0;
      for (const auto& entry : fs::directory_iterator(keys)) {
        count += archive::ReadFile(entry.path()).value_or("").starts_with("erased") ? 1 : 0;
      }
      return count;
    };
    while (erased() < i) {
    }
    server_->Kill9();
    ASSERT_EQ(server_->WaitExit(), 128 + SIGKILL);
    ASSERT_TRUE(Serve().ok());
  }
  while (Privacy({"verify"}).exit_code != 0) {
  }
  const Ended list = Privacy({"--json", "list", "--state", "erased"});
  EXPECT_EQ(std::ranges::count(list.output, '\n'), kContactsCount) << list.output;
  Stop();
  const Ended verified = VerifyData();
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  EXPECT_TRUE(!fs::exists(data_ / "privacy/texts") || fs::is_empty(data_ / "privacy/texts"));
}

TEST_F(ErasedLog, ShowsSealedTextsToTheRolesOfTheContractOnly) {
  Stop();
  std::ofstream(directory_.path() / "access.txtpb")
      << R"(access { principals { name: "王芳" roles: "privacy.reader" }
                   principals { name: "李娜" roles: "privacy.reader" roles: "registry.officer" }
                   principals { name: "赵敏" roles: "privacy.reader" roles: "payments.officer" } })";
  auto server = Process::Start(
      {.program = ProgramPath("debutd"),
       .arguments = {"--data-dir", data_, "--config", directory_.path() / "access.txtpb"},
       .directory = directory_.path(),
       .name = "debutd"});
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  const auto read_as = [&](const std::string& principal) {
    return Debut({"--as", principal, "privacy", "read", "contact:CT-1", "--purpose", "复核"});
  };
  EXPECT_THAT(read_as("王芳").output,
              AllOf(HasSubstr(std::string(privacy::kSealedReadersOnly)), Not(HasSubstr(kPhone))));
  EXPECT_THAT(read_as("赵敏").output, HasSubstr("SEALED_READERS_ONLY"));
  EXPECT_THAT(read_as("李娜").output, AllOf(HasSubstr(kPhone), HasSubstr(kPersonalId)));
  EXPECT_THAT(read_as("周杰").output, HasSubstr("PERMISSION_DENIED"));
  Stop();
}

}  // namespace
}  // namespace debut::test
