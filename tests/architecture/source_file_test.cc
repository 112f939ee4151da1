#include "tests/architecture/source_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::architecture {
namespace {

using testing::Contains;
using testing::ElementsAre;

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : Tokenize(ParseSource("libs/x/a.cc", text))) words.push_back(token.text);
  return words;
}

TEST(ParseSource, SeparatesCodeFromComments) {
  const SourceFile file = ParseSource("a.cc", "int a;  // one\n/* two\nthree */ int b;\n");
  EXPECT_THAT(file.code, ElementsAre("int a;  ", "", " int b;"));
  EXPECT_THAT(file.comments, ElementsAre(" one", " two", "three "));
}

TEST(ParseSource, DropsWhatStandsInQuotes) {
  const SourceFile file =
      ParseSource("a.cc", "f(\"// { \\\" \", '{', 1'000, R\"x(\n)\" {)x\");\nint b;\n");
  EXPECT_THAT(file.code, ElementsAre("f(\"\", '', 1'000, \"\"", ");", "int b;"));
}

TEST(ParseSource, DropsPreprocessorLines) {
  const SourceFile file = ParseSource("a.cc", "#define X { \\\n  {\nint a;\n");
  EXPECT_THAT(file.code, ElementsAre("", "", "int a;"));
}

TEST(ParseSource, KnowsTheCommentsOfScripts) {
  const SourceFile file = ParseSource("a.sh", "# one\necho $# # two\n");
  EXPECT_THAT(file.comments, ElementsAre(" one", "# two"));
}

TEST(Tokenize, KeepsQualifiedNamesTogether) {
  EXPECT_THAT(Words("std::mutex m; ::x::y(a->b);"),
              ElementsAre("std::mutex", "m", ";", "::x::y", "(", "a", "-", ">", "b", ")", ";"));
}

TEST(HasPart, ComparesWholeNames) {
  EXPECT_TRUE(HasPart("std::chrono::steady_clock::now", "steady_clock"));
  EXPECT_TRUE(HasPart("rand", "rand"));
  EXPECT_FALSE(HasPart("std::random", "rand"));
}

TEST(Tree, HoldsThisFile) {
  EXPECT_THAT(Tree(), Contains(testing::Field(&SourceFile::path,
                                              "tests/architecture/source_file_test.cc")));
  EXPECT_GT(Tree().size(), 100U);
}

}  // namespace
}  // namespace debut::architecture
