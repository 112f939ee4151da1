#include "sealing/vault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "absl/strings/escaping.h"
#include "debut/registry/v1/registry_events.pb.h"
#include "sealing/cipher.h"
#include "tests/support/temporary_directory.h"

namespace debut::sealing {
namespace {

namespace fs = std::filesystem;
using registry::v1::ContactRecorded;
using testing::HasSubstr;
using testing::Not;

constexpr char kPhoneField[] = "debut.registry.v1.ContactRecorded.phone";
constexpr char kAccountField[] = "debut.registry.v1.ContactRecorded.bank_account";
constexpr char kSubject[] = "contact:CT-1";
constexpr char kOther[] = "contact:CT-2";
constexpr char kPhone[] = "13901234567";

class VaultTest : public testing::Test {
 protected:
  fs::path folder() const { return directory_.path() / "privacy"; }

  std::string AllBytes() const {
    std::string bytes;
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return bytes;
  }

  SealedValue Sealed(const std::string& subject = kSubject, const std::string& text = kPhone,
                     const char* field = kPhoneField) {
    const auto value = vault_.Seal(field, subject, text);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or(SealedValue{});
  }

  test::TemporaryDirectory directory_;
  Vault vault_{folder()};
};

TEST_F(VaultTest, OpensWhatItSealedAlsoAfterARestart) {
  const SealedValue value = Sealed();
  EXPECT_EQ(value.digest.size(), 32u);
  EXPECT_EQ(vault_.Open(kPhoneField, kSubject, value.digest).value_or(""), kPhone);
  const Vault again(folder());
  EXPECT_EQ(again.Open(kPhoneField, kSubject, value.digest).value_or(""), kPhone);
  EXPECT_THAT(AllBytes(), Not(HasSubstr(kPhone)));
}

TEST_F(VaultTest, IsForItsOwnerAlone) {
  Sealed();
  struct stat info {};
  for (const fs::path& path : {folder(), folder() / "keys", folder() / "texts"}) {
    ASSERT_EQ(stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0700u) << path;
  }
}

TEST_F(VaultTest, TellsTheSameTextWithinASubjectOnly) {
  const SealedValue first = Sealed();
  const SealedValue again = Sealed();
  EXPECT_NE(first.digest, again.digest);
  EXPECT_TRUE(first.HasSameTextAs(again));
  EXPECT_FALSE(first.HasSameTextAs(Sealed(kSubject, "13907654321")));
  EXPECT_FALSE(first.HasSameTextAs(Sealed(kOther)));
}

TEST_F(VaultTest, ComparesAcrossSubjectsWhereTheContractSaysSo) {
  const SealedValue first = Sealed(kSubject, "6222020200001234567", kAccountField);
  EXPECT_TRUE(first.HasSameTextAs(Sealed(kOther, "6222020200001234567", kAccountField)));
  EXPECT_FALSE(first.HasSameTextAs(Sealed(kOther, "6222020200001234567", kPhoneField)));
}

TEST_F(VaultTest, OpensNothingInAnotherPlace) {
  const SealedValue value = Sealed();
  Sealed(kOther);
  EXPECT_TRUE(absl::IsDataLoss(vault_.Open(kAccountField, kSubject, value.digest).status()));
  EXPECT_TRUE(absl::IsNotFound(vault_.Open(kPhoneField, kOther, value.digest).status()));
}

TEST_F(VaultTest, NoticesAChangedText) {
  const SealedValue value = Sealed();
  for (const auto& entry : fs::recursive_directory_iterator(folder() / "texts")) {
    if (!entry.is_regular_file()) continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(14);
    file.put('~');
  }
  EXPECT_TRUE(absl::IsDataLoss(vault_.Check(kSubject, value.digest)));
  EXPECT_TRUE(absl::IsDataLoss(vault_.Open(kPhoneField, kSubject, value.digest).status()));
}

TEST_F(VaultTest, NoticesADamagedKey) {
  const SealedValue value = Sealed();
  Sealed(kSubject, "6222", kAccountField);
  const auto change = [&](const fs::path& path, std::string bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  };
  for (const auto& entry : fs::directory_iterator(folder() / "keys")) {
    const bool comparison = entry.path().filename() == "comparison";
    change(entry.path(), comparison ? "" : fmt::format("active\n{}\n{:z>64}\n", kSubject, ""));
  }
  EXPECT_EQ(vault_.Open(kPhoneField, kSubject, value.digest).status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_FALSE(vault_.HasKey(kSubject));
  EXPECT_EQ(vault_.Seal(kAccountField, kOther, "6222").status().code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(VaultTest, RefusesAFieldThatIsNotSealedForTheSubject) {
  for (const auto& [field, subject] :
       std::vector<std::pair<std::string, std::string>>{{kPhoneField, "objection:OB-1"},
                                                        {kPhoneField, "contact:"},
                                                        {kPhoneField, "CT-1"},
                                                        {"debut.registry.v1.Nothing", kSubject}}) {
    EXPECT_TRUE(absl::IsInvalidArgument(vault_.Seal(field, subject, kPhone).status()))
        << field << " " << subject;
  }
}

TEST_F(VaultTest, DestroysAKeyForEver) {
  const SealedValue value = Sealed();
  Sealed(kOther);
  std::string old_key;
  for (const auto& entry : fs::directory_iterator(folder() / "keys")) {
    std::ifstream file(entry.path());
    std::string state, subject;
    std::getline(file, state);
    std::getline(file, subject);
    if (subject == kSubject) std::getline(file, old_key);
  }
  ASSERT_EQ(old_key.size(), 2 * kKeyBytes);
  for (int time = 0; time < 2; ++time) {
    ASSERT_TRUE(vault_.DestroyKey(kSubject).ok());
    ASSERT_TRUE(vault_.PurgeTexts(kSubject).ok());
    EXPECT_FALSE(vault_.HasKey(kSubject));
    EXPECT_TRUE(absl::IsNotFound(vault_.Check(kSubject, value.digest)));
    EXPECT_THAT(AllBytes(), Not(HasSubstr(old_key)));
    EXPECT_TRUE(absl::IsFailedPrecondition(vault_.Seal(kPhoneField, kSubject, "x").status()));
    EXPECT_TRUE(
        absl::IsFailedPrecondition(vault_.Open(kPhoneField, kSubject, value.digest).status()));
  }
  EXPECT_TRUE(vault_.HasKey(kOther));
}

TEST_F(VaultTest, SweepsWhatNoFactCommitsToOnceItIsOld) {
  const SealedValue kept = Sealed();
  const SealedValue orphan = Sealed(kOther);
  const auto is_committed = [&](const std::string& digest) { return digest == kept.digest; };
  EXPECT_EQ(vault_.Sweep(absl::Now() - absl::Hours(1), is_committed).value_or(9), 0u);
  EXPECT_EQ(vault_.Sweep(absl::Now() + absl::Hours(1), is_committed).value_or(9), 1u);
  EXPECT_TRUE(vault_.Check(kSubject, kept.digest).ok());
  EXPECT_TRUE(absl::IsNotFound(vault_.Check(kOther, orphan.digest)));
}

TEST(Cipher, AgreesWithTheVectorOfItsStandard) {
  // Test case 14 of the GCM specification: a zero key, nonce and block.
  const std::string key(kKeyBytes, '\0');
  const std::string sealed = absl::HexStringToBytes(
      "000000000000000000000000cea7403d4d606b6e074ec5d3baf39d18"
      "d0d1c8a799996bf0265b98b5d48ab919");
  EXPECT_EQ(Decrypt(key, "", sealed).value_or("refused"), std::string(16, '\0'));
  EXPECT_TRUE(absl::IsDataLoss(Decrypt(key, "bound", sealed).status()));
  EXPECT_TRUE(absl::IsDataLoss(Decrypt(key, "", sealed.substr(0, 20)).status()));
}

TEST(SealedFields, AreFoundInAFactWithTheirSubject) {
  ContactRecorded fact;
  fact.set_contact_id("CT-1");
  fact.mutable_phone()->set_digest("digest");
  fact.set_recorded_date("2021-03-01");
  eventstore::Event event;
  event.type = ContactRecorded::descriptor()->full_name();
  event.payload = fact.SerializeAsString();
  const auto fields = SealedFieldsIn(event);
  ASSERT_TRUE(fields.ok());
  ASSERT_EQ(fields->size(), 1u);
  EXPECT_EQ(fields->front().field->full_name(), kPhoneField);
  EXPECT_EQ(fields->front().subject, kSubject);
  EXPECT_EQ(fields->front().date, "2021-03-01");
  event.payload = "\x08";
  EXPECT_TRUE(absl::IsDataLoss(SealedFieldsIn(event).status()));
}

}  // namespace
}  // namespace debut::sealing
