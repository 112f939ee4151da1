#include "domain/certification/reassess_product.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;
using testing::Certified;
using testing::Reclosed;
using testing::Reopened;
using testing::Submitted;

OpenReassessment Open(const std::string& id = "RA-1", CivilDay date = CivilDay(2021, 4, 12)) {
  return {id, "P-1", v1::LEVEL_INTERNATIONAL, date, "复评申请"};
}
CloseReassessment Close(CivilDay date = CivilDay(2021, 5, 10)) {
  return {"P-1", date, "维持原级别"};
}

const Given& OnceCertified() {
  static const Given history(Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"));
  return history;
}

TEST(OpenReassessment, RecordsTheNewCase) {
  OnceCertified().When(Open()).Then(Reopened("RA-1", "P-1"));
}

TEST(OpenReassessment, IsRefusedForAProductThatIsNotCertified) {
  Given().When(Open()).ThenRejected(kProductUnknown);
  Given(Submitted("P-1", "E-1")).When(Open()).ThenRejected(kProductNotCertified);
  OnceCertified().When(Open("RA-1", CivilDay(2020, 10, 19))).ThenRejected(kDateBeforeCertification);
}

TEST(OpenReassessment, IsRefusedOnceTheProductIsDelisted) {
  OnceCertified()
      .And(testing::Delisted("P-1", "E-1", v1::DELISTING_KIND_REVOKED, "2021-04-12"))
      .When(Open())
      .ThenRejected(kProductDelisted);
}

TEST(OpenReassessment, IsRefusedWhileOneIsOpen) {
  const Given open = OnceCertified().And(Reopened("RA-1", "P-1"));
  open.When(Open()).ThenNothing();
  open.When(Open("RA-2")).ThenRejected(kReassessmentAlreadyOpen);
  open.And(Reclosed("RA-1", "P-1", "2021-05-10"))
      .When(Open("RA-2", CivilDay(2021, 6, 1)))
      .Then(Reopened("RA-2", "P-1", "2021-06-01"));
}

TEST(OpenReassessment, IsRefusedWhenItsIdWasUsed) {
  OnceCertified()
      .And(Reopened("RA-1", "P-1"), Reclosed("RA-1", "P-1", "2021-05-10"))
      .When(Open("RA-1", CivilDay(2021, 6, 1)))
      .ThenRejected(kReassessmentIdTaken);
  OnceCertified().And(Reopened("RA-1", "P-9")).When(Open()).ThenRejected(kReassessmentIdTaken);
}

TEST(CloseReassessment, RecordsThatTheLevelStays) {
  OnceCertified()
      .And(Reopened("RA-1", "P-1"))
      .When(Close())
      .Then(Reclosed("RA-1", "P-1", "2021-05-10"));
}

TEST(CloseReassessment, IsRefusedWithoutAnOpenOne) {
  Given().When(Close()).ThenRejected(kProductUnknown);
  OnceCertified().When(Close()).ThenRejected(kReassessmentNotOpen);
}

TEST(CloseReassessment, IsRefusedBeforeItBegan) {
  OnceCertified()
      .And(Reopened("RA-1", "P-1"))
      .When(Close(CivilDay(2021, 4, 11)))
      .ThenRejected(kDateBeforeAcceptance);
}

}  // namespace
}  // namespace debut::certification
