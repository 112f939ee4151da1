#include "tests/architecture/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/architecture/contracts.h"
#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

namespace fs = std::filesystem;
namespace pb = google::protobuf;
using testing::HasSubstr;

constexpr char kHowTo[] =
    "DEBUT_UPDATE_GOLDEN=1 writes missing files; DEBUT_UPDATE_GOLDEN=replace also overwrites those "
    "that differ and removes those without a fact";

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

std::string UpdateMode() {
  const char* mode = std::getenv("DEBUT_UPDATE_GOLDEN");
  return mode == nullptr ? "" : mode;
}

const pb::Descriptor& AnyFact() { return *Facts().front(); }

Golden GoldenOf(const pb::Descriptor& fact) { return Encode(*ExampleOf(fact)); }

fs::path GoldenFolder() { return fs::path(GoldenPath(AnyFact())).parent_path(); }

std::string StoredBreach(const pb::Descriptor& fact) {
  if (!fs::exists(GoldenPath(fact))) return "there is no golden file";
  const auto stored = ReadGolden(ReadFile(GoldenPath(fact)));
  if (!stored.ok()) return std::string(stored.status().message());
  return GoldenBreach(fact, *stored);
}

void Update(const pb::Descriptor& fact) {
  const bool missing = !fs::exists(GoldenPath(fact));
  if (!(UpdateMode() == "1" && missing) && UpdateMode() != "replace") return;
  if (StoredBreach(fact).empty()) return;
  fs::create_directories(GoldenFolder());
  std::ofstream(GoldenPath(fact), std::ios::binary) << WriteGolden(fact, GoldenOf(fact));
}

TEST(GoldenBytes, OfEveryFactAreKept) {
  Findings breaches;
  for (const pb::Descriptor* fact : Facts()) {
    Update(*fact);
    const std::string breach = StoredBreach(*fact);
    if (!breach.empty()) breaches.push_back({fact->full_name(), 0, breach});
  }
  EXPECT_EQ(Report(breaches), "") << kHowTo;
}

TEST(GoldenBytes, BelongToAFact) {
  std::set<std::string> expected;
  for (const pb::Descriptor* fact : Facts()) expected.insert(GoldenPath(*fact));
  for (const auto& entry : fs::directory_iterator(GoldenFolder())) {
    const bool belongs = expected.contains(entry.path().string());
    if (!belongs && UpdateMode() == "replace") {
      fs::remove(entry.path());
    } else {
      EXPECT_TRUE(belongs) << entry.path() << " has no fact\n" << kHowTo;
    }
  }
}

TEST(GoldenBytes, ReadBackAsTheyWereWritten) {
  const Golden golden = GoldenOf(AnyFact());
  const auto read = ReadGolden(WriteGolden(AnyFact(), golden));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(GoldenBreach(AnyFact(), *read), "");
}

TEST(GoldenBytes, ThatChangedAreFound) {
  const Golden right = GoldenOf(AnyFact());
  Golden wrong = right;
  wrong.payload.back() = static_cast<char>(wrong.payload.back() ^ 1);
  EXPECT_THAT(GoldenBreach(AnyFact(), wrong), HasSubstr("the bytes differ"));
  wrong = right;
  wrong.tags.pop_back();
  EXPECT_THAT(GoldenBreach(AnyFact(), wrong), HasSubstr("the tags differ"));
  wrong = right;
  ++wrong.schema;
  EXPECT_THAT(GoldenBreach(AnyFact(), wrong), HasSubstr("the schema is"));
  wrong = right;
  wrong.text += "no_such_field: 1\n";
  EXPECT_THAT(GoldenBreach(AnyFact(), wrong), HasSubstr("the example is no "));
}

TEST(GoldenBytes, OfAnExampleWithAnUnsetFieldAreFound) {
  const auto example = ExampleOf(AnyFact());
  const pb::FieldDescriptor* last = AnyFact().field(AnyFact().field_count() - 1);
  example->GetReflection()->ClearField(example.get(), last);
  EXPECT_EQ(GoldenBreach(AnyFact(), Encode(*example)),
            "the example does not set " + last->full_name());
}

TEST(GoldenBytes, ThatAreNotAGoldenFileAreRefused) {
  EXPECT_FALSE(ReadGolden("").ok());
  EXPECT_FALSE(ReadGolden("# schema 1\n--- bytes\n--- tags\n").ok());
  EXPECT_FALSE(ReadGolden("# schema 1\n--- tags\n--- bytes\nxyz0\n").ok());
  EXPECT_FALSE(ReadGolden("# schema 1\n--- tags\n--- bytes\n0\n").ok());
}

}  // namespace
}  // namespace debut::architecture
