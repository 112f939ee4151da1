#include "tests/architecture/shape.h"

#include <iostream>

#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Lines(std::size_t count, const std::string& line = "x;\n") {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += line;
  return text;
}

TEST(Files, AreShortInTheTree) {
  EXPECT_EQ(InTree(FileSizeFindings), "");
  for (const SourceFile& file : Tree()) {
    if (file.lines.size() <= kFileLinesGood) continue;
    std::cout << "over " << kFileLinesGood << " lines: " << file.path << " has "
              << file.lines.size() << "\n";
  }
}

TEST(Files, AreFoundWhenTheyAreLong) {
  EXPECT_THAT(InFile(FileSizeFindings, "libs/a.cc", Lines(400)), IsEmpty());
  EXPECT_THAT(InFile(FileSizeFindings, "libs/a.cc", Lines(401)),
              ElementsAre("401 lines, 400 at most"));
  EXPECT_THAT(InFile(FileSizeFindings, "services/x/main.cc", Lines(40)), IsEmpty());
  EXPECT_THAT(InFile(FileSizeFindings, "services/x/main.cc", Lines(41)),
              ElementsAre("41 lines, 40 at most"));
}

TEST(LineLength, IsKeptInTheTree) { EXPECT_EQ(InTree(LineLengthFindings), ""); }

TEST(LineLength, CountsCharactersAndNotBytes) {
  EXPECT_THAT(InFile(LineLengthFindings, "libs/a.cc", Lines(100, "首")), IsEmpty());
  EXPECT_THAT(InFile(LineLengthFindings, "libs/a.cc", "\n" + Lines(101, "首")),
              ElementsAre("101 characters, 100 at most"));
}

TEST(Functions, AreShortInTheTree) { EXPECT_EQ(InTree(FunctionLengthFindings), ""); }

TEST(Functions, AreFoundWhenTheyAreLong) {
  EXPECT_THAT(InFile(FunctionLengthFindings, "libs/a.cc", "int F() {\n" + Lines(68) + "}\n"),
              IsEmpty());
  EXPECT_THAT(InFile(FunctionLengthFindings, "libs/a.cc", "int F() {\n" + Lines(69) + "}\n"),
              ElementsAre("a function of 71 lines, 70 at most"));
}

TEST(Functions, AreFoundInsideNamespacesAndTypes) {
  const std::string body = "if (a) {\n b;\n}\n" + Lines(67);
  EXPECT_THAT(InFile(FunctionLengthFindings, "libs/a.cc",
                     "namespace n {\nclass C : public B<int> {\n void F(int a)\n const {\n" + body +
                         "}\n};\n}\n"),
              ElementsAre("a function of 73 lines, 70 at most"));
  EXPECT_THAT(
      InFile(FunctionLengthFindings, "libs/a.cc",
             "TEST(A, B) {\n" + body + "}\nC::C(int a) : a_{a}, b_(1) {\n" + body + "}\n"),
      ElementsAre("a function of 72 lines, 70 at most", "a function of 72 lines, 70 at most"));
}

TEST(Functions, AreFoundBehindTemplateParameters) {
  EXPECT_THAT(InFile(FunctionLengthFindings, "libs/a.h",
                     "template <class T, C<T> U>\nvoid F(T t) {\n" + Lines(69) + "}\n"),
              ElementsAre("a function of 72 lines, 70 at most"));
}

TEST(Functions, DoNotIncludeTablesAndTypes) {
  EXPECT_THAT(InFile(FunctionLengthFindings, "libs/a.cc",
                     "constexpr int kTable[] = {\n" + Lines(80, "1,\n") + "};\nstruct S {\n" +
                         Lines(80, "int F();\n") + "};\n"),
              IsEmpty());
}

}  // namespace
}  // namespace debut::architecture
