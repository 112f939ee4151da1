#include "sealing/vault_mirror.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "archive/files.h"
#include "sealing/vault.h"
#include "sealing/vault_files.h"
#include "tests/support/temporary_directory.h"

namespace debut::sealing {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kField[] = "debut.registry.v1.ContactRecorded.phone";
constexpr char kSubject[] = "contact:CT-1";
constexpr char kOther[] = "contact:CT-2";
constexpr char kPhone[] = "13901234567";

class MirrorTest : public testing::Test {
 protected:
  fs::path data() const { return directory_.path() / "privacy"; }
  fs::path copy() const { return directory_.path() / "backup/privacy"; }

  std::string Seal(const std::string& subject) {
    const auto value = Vault(data()).Seal(kField, subject, kPhone);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or(SealedValue{}).digest;
  }

  static MirroredVault Mirror(const fs::path& from, const fs::path& to) {
    const auto mirrored = MirrorVault(from, to);
    EXPECT_TRUE(mirrored.ok()) << mirrored.status();
    return mirrored.value_or(MirroredVault{});
  }

  static std::string Opened(const fs::path& vault, const std::string& subject,
                            const std::string& digest) {
    const auto text = Vault(vault).Open(kField, subject, digest);
    return text.ok() ? *text : std::string(absl::StatusCodeToString(text.status().code()));
  }

  static fs::path KeyIn(const fs::path& vault, const std::string& subject) {
    return vault / kKeysFolder / NameOf(subject);
  }

  test::TemporaryDirectory directory_;
};

TEST_F(MirrorTest, CopiesWhatIsNewAndCanBePutBack) {
  const std::string first = Seal(kSubject);
  EXPECT_EQ(Mirror(data(), copy()).texts_copied, 1u);
  const std::string second = Seal(kOther);
  const MirroredVault mirrored = Mirror(data(), copy());
  EXPECT_EQ(mirrored.keys_copied, 1u);
  EXPECT_EQ(mirrored.texts_copied, 1u);
  EXPECT_EQ(mirrored.keys, 2u);
  EXPECT_EQ(mirrored.texts, 2u);
  EXPECT_EQ(Mirror(data(), copy()).texts_copied, 0u);

  fs::remove_all(data());
  EXPECT_THAT(Mirror(copy(), data()).differences, IsEmpty());
  EXPECT_EQ(Opened(data(), kSubject, first), kPhone);
  EXPECT_EQ(Opened(data(), kOther, second), kPhone);
}

TEST_F(MirrorTest, IsForItsOwnerAlone) {
  Seal(kSubject);
  Mirror(data(), copy());
  struct stat info {};
  ASSERT_EQ(stat(copy().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
  ASSERT_EQ(stat(KeyIn(copy(), kSubject).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(MirrorTest, CarriesAnErasureOver) {
  const std::string digest = Seal(kSubject);
  Seal(kOther);
  Mirror(data(), copy());
  const std::string key = archive::ReadFile(KeyIn(copy(), kSubject)).value();
  Vault vault(data());
  ASSERT_TRUE(vault.DestroyKey(kSubject).ok());
  ASSERT_TRUE(vault.PurgeTexts(kSubject).ok());
  const MirroredVault mirrored = Mirror(data(), copy());
  EXPECT_EQ(mirrored.erased, 1u);
  EXPECT_EQ(mirrored.keys, 1u);
  EXPECT_EQ(mirrored.texts, 1u);
  EXPECT_TRUE(archive::ReadFile(KeyIn(copy(), kSubject))->starts_with(kErased));
  EXPECT_EQ(Opened(copy(), kSubject, digest), "FAILED_PRECONDITION");
  EXPECT_EQ(Mirror(data(), copy()).erased, 0u);
}

TEST_F(MirrorTest, RevivesNobody) {
  const std::string digest = Seal(kSubject);
  Mirror(data(), copy());
  Vault vault(data());
  ASSERT_TRUE(vault.DestroyKey(kSubject).ok());
  EXPECT_THAT(Mirror(copy(), data()).differences, ElementsAre(HasSubstr("was erased")));
  EXPECT_EQ(Opened(data(), kSubject, digest), "FAILED_PRECONDITION");
  EXPECT_TRUE(absl::IsNotFound(vault.Check(kSubject, digest)));
}

TEST_F(MirrorTest, KeepsWhatWasLost) {
  const std::string digest = Seal(kSubject);
  Mirror(data(), copy());
  fs::remove_all(data());
  EXPECT_EQ(Mirror(data(), copy()).keys, 1u);
  EXPECT_EQ(Opened(copy(), kSubject, digest), kPhone);
}

TEST_F(MirrorTest, GoesOnAfterAKillInTheMiddleOfADestruction) {
  const std::string digest = Seal(kSubject);
  Mirror(data(), copy());
  // The key's file is overwritten; the tombstone has not come yet.
  const auto size = fs::file_size(KeyIn(data(), kSubject));
  std::ofstream(KeyIn(data(), kSubject)) << std::string(size, '\0');
  EXPECT_THAT(Mirror(data(), copy()).differences, IsEmpty());
  ASSERT_TRUE(Vault(data()).DestroyKey(kSubject).ok());
  EXPECT_EQ(Mirror(data(), copy()).erased, 1u);
  EXPECT_EQ(Opened(copy(), kSubject, digest), "FAILED_PRECONDITION");
}

TEST_F(MirrorTest, NamesWhatWasChangedAndLeavesIt) {
  const std::string digest = Seal(kSubject);
  Mirror(data(), copy());
  for (const auto& entry : fs::recursive_directory_iterator(copy() / kTextsFolder)) {
    if (entry.is_regular_file()) std::ofstream(entry.path(), std::ios::app) << '~';
  }
  std::string key = archive::ReadFile(KeyIn(data(), kSubject)).value();
  key[key.size() - 2] = key[key.size() - 2] == '0' ? '1' : '0';
  ASSERT_TRUE(archive::WriteFile(KeyIn(data(), kSubject), key).ok());
  Seal(kOther);
  std::ofstream(KeyIn(data(), kOther)) << "active\n" << kSubject << "\n00\n";
  EXPECT_THAT(Mirror(data(), copy()).differences,
              testing::UnorderedElementsAre(HasSubstr("is another key than"),
                                            HasSubstr("is damaged"), HasSubstr("was changed")));
}

TEST_F(MirrorTest, IsEmptyWhereNothingWasSealed) {
  const MirroredVault mirrored = Mirror(data(), copy());
  EXPECT_EQ(mirrored.keys, 0u);
  EXPECT_THAT(mirrored.differences, IsEmpty());
}

}  // namespace
}  // namespace debut::sealing
