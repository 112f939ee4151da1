#include "domain/certification/file_test_report.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using testing::Submitted;
using testing::Tested;

const FileTestReport kCommand{"P-1",
                              "国检（2020）第0156号",
                              {"国家机动车质量监督检验中心（北京）", CivilDay(2020, 10, 12), true}};

TEST(FileTestReport, RecordsTheReport) {
  Given(Submitted("P-1", "E-1")).When(kCommand).Then(Tested("P-1"));
}

TEST(FileTestReport, RecordsAFailedTestToo) {
  FileTestReport command = kCommand;
  command.report.passed = false;
  Given(Submitted("P-1", "E-1")).When(command).Then(Tested("P-1", kCommand.report_number, false));
}

TEST(FileTestReport, IsRefusedWhenTheProductIsUnknown) {
  Given().When(kCommand).ThenRejected(kProductUnknown);
}

TEST(FileTestReport, IsRefusedOnceTheProductIsDecided) {
  Given(Submitted("P-1", "E-1"), testing::Certified("P-1", "E-1"))
      .When(kCommand)
      .ThenRejected(kProductAlreadyDecided);
  Given(Submitted("P-1", "E-1"), testing::Refused("P-1", "E-1"))
      .When(kCommand)
      .ThenRejected(kProductAlreadyDecided);
}

TEST(FileTestReport, RecordsNothingWhenItIsOnFile) {
  Given(Submitted("P-1", "E-1"), Tested("P-1")).When(kCommand).ThenNothing();
}

TEST(FileTestReport, IsRefusedWhenTheNumberIsTaken) {
  Given(Submitted("P-1", "E-1"), Tested("P-1", kCommand.report_number, false))
      .When(kCommand)
      .ThenRejected(kTestReportAlreadyFiled);
}

}  // namespace
}  // namespace debut::certification
