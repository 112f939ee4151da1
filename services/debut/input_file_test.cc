#include "services/debut/input_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "services/debut/import_file.h"
#include "tests/support/temporary_directory.h"

namespace debut::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ReadInputFile, GivesEveryByte) {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path() / "文件";
  for (const std::size_t size : {0, 1, 16'384, 100'000}) {
    const std::string text = std::string(size, '\n') + "内容";
    std::ofstream(path) << text;
    EXPECT_EQ(ReadInputFile("FILE", path).value(), text);
  }
}

TEST(ReadInputFile, SaysWhichArgumentCannotBeReadAndWhy) {
  const test::TemporaryDirectory directory;
  const auto missing = ReadInputFile("--policy", directory.path() / "none").status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(missing.message()), AllOf(HasSubstr("--policy"), HasSubstr("none")));
  const auto folder = ReadInputFile("--policy", directory.path()).status();
  EXPECT_EQ(folder.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(folder.message()),
              AllOf(HasSubstr("--policy"), HasSubstr("Is a directory")));
}

TEST(ReadImportFile, SendsNothingOfAFileThatCannotBeReadToItsEnd) {
  const test::TemporaryDirectory directory;
  std::ifstream folder(directory.path());
  const auto lines = ReadImportFile(folder);
  EXPECT_EQ(lines.status().code(), absl::StatusCode::kInvalidArgument) << lines.status();
  EXPECT_THAT(std::string(lines.status().message()), HasSubstr("nothing was sent"));
}

}  // namespace
}  // namespace debut::cli
