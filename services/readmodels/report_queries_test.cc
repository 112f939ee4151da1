// Work lists, evidence, measures by year and the yearly report, over gRPC.
#include "domain/certification/testing/certification_facts.h"
#include "services/readmodels/testing/queries_test.h"

namespace debut::readmodels {
namespace {

namespace cv1 = certification::v1;
using testing::Award;
using testing::AwardOf;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::IsEmpty;
using testing::QueriesTest;
using testing::Record;
using ::testing::SizeIs;
using testing::Stub;

class WorkTest : public QueriesTest {
 protected:
  std::vector<std::string> Work(v1::ListWorkRequest request = {}) {
    std::vector<std::string> work;
    do {
      const v1::ListWorkResponse page = Ask(&Stub::ListWork, request);
      for (const v1::WorkItem& item : page.items()) {
        work.push_back(item.step() + " " + item.subject_id());
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return work;
  }
};

TEST_F(WorkTest, IsListedByDueDate) {
  Record(host_.log(), testing::ProductSubmitted("P-1", "E-1"), Submitted(AwardOf(1)),
         Submitted(AwardOf(2)), NoticeOpened(AwardOf(2), "2021-03-09"), Submitted(AwardOf(3)),
         NoticeOpened(AwardOf(3), "2021-03-08"), Submitted(AwardOf(4)), Refused(AwardOf(4)));
  const std::vector<std::string> all = {"CloseNotice C-3", "CloseNotice C-2", "AcceptClaim C-1",
                                        "AssignExpert P-1"};
  EXPECT_EQ(Work(), all);
  for (std::uint32_t size = 1; size <= 4; ++size) {
    v1::ListWorkRequest paged;
    paged.set_page_size(size);
    EXPECT_EQ(Work(paged), all) << size;
  }
  v1::ListWorkRequest due;
  due.set_due_by_date("2021-03-08");
  EXPECT_THAT(Work(due), ElementsAre("CloseNotice C-3"));
}

TEST_F(WorkTest, IsThatOfARole) {
  Record(host_.log(), testing::ProductSubmitted("P-1", "E-1"), Submitted(AwardOf(1)),
         Submitted(AwardOf(2)), NoticeClosed(AwardOf(2)));
  v1::ListWorkRequest request;
  request.set_role("grants.approver");
  EXPECT_THAT(Work(request), ElementsAre("GrantSubsidy C-2"));
  request.set_role("certification.officer");
  EXPECT_THAT(Work(request), ElementsAre("AssignExpert P-1"));
  request.set_role("certification officer");
  request.set_due_by_date("soon");
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListWork, request)), ElementsAre("due_by_date", "role"));
}

TEST_F(WorkTest, LeadsThroughAReassessment) {
  namespace facts = certification::testing;
  Record(host_.log(), facts::Submitted("P-1", "E-1"), facts::Assigned("P-1", "X-1"),
         facts::Scored("P-1", "X-1", 80), facts::Certified("P-1", "E-1"),
         facts::Listed("P-1", "E-1"));
  EXPECT_THAT(Work(), IsEmpty());
  Record(host_.log(), facts::Reopened("RA-1", "P-1"));
  EXPECT_THAT(Work(), ElementsAre("AssignExpert P-1"));
  Record(host_.log(), facts::Assigned("P-1", "X-2"));
  EXPECT_THAT(Work(), ElementsAre("SubmitExpertScore P-1"));
  Record(host_.log(), facts::Scored("P-1", "X-2", 90));
  EXPECT_THAT(Work(), ElementsAre("ChangeProductLevel P-1"));
  Record(host_.log(), facts::LevelChanged("P-1", cv1::LEVEL_INTERNATIONAL, "2021-05-01"));
  EXPECT_THAT(Work(), IsEmpty());
  Record(host_.log(), facts::Reopened("RA-2", "P-1"), facts::Reclosed("RA-2", "P-1", "2021-04-20"));
  EXPECT_THAT(Work(), IsEmpty());
}

TEST_F(QueriesTest, ListTheEvidenceOfLiveAwards) {
  Award first = AwardOf(1);
  first.evidence_key = "contract/aa";
  Award second = AwardOf(2, "E-2");
  second.evidence_key = "invoice/bb";
  Record(host_.log(), Proposed(first), Proposed(second));
  v1::ListEvidenceRequest request;
  ASSERT_THAT(Ask(&Stub::ListEvidence, request).evidence(), SizeIs(2));
  request.set_evidence_key("contract/");
  const auto found = Ask(&Stub::ListEvidence, request);
  ASSERT_THAT(found.evidence(), SizeIs(1));
  EXPECT_EQ(found.evidence(0).claim_id(), "C-1");
  EXPECT_EQ(found.evidence(0).subject_id(), "S-C-1");
  EXPECT_EQ(found.evidence(0).used_date(), "2021-03-01");
  Record(host_.log(), Released(first, grants::v1::RESERVE_STAGE_RESERVED));
  EXPECT_THAT(Ask(&Stub::ListEvidence, request).evidence(), IsEmpty()) << "free again";
  request.Clear();
  request.set_enterprise_id("E-2");
  EXPECT_THAT(Ask(&Stub::ListEvidence, request).evidence(), SizeIs(1));
  request.set_claim_id("C 2");
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListEvidence, request)), ElementsAre("claim_id"));
}

TEST_F(QueriesTest, AddMeasuresUpByEachOfTheThreeYears) {
  Award award = AwardOf(1);
  award.limit_year = 2020;
  Record(host_.log(), Submitted(award), Computed(award), Proposed(award), Submitted(AwardOf(2)));
  v1::ListMeasureYearsRequest request;
  const auto rounds = Ask(&Stub::ListMeasureYears, request);
  ASSERT_THAT(rounds.measures(), SizeIs(1));
  EXPECT_EQ(rounds.measures(0).year(), 2021U);
  EXPECT_EQ(rounds.measures(0).claims_count(), 2U);
  EXPECT_EQ(rounds.measures(0).entitlement_fen(), 10'000'000);
  EXPECT_EQ(rounds.measures(0).reserved_fen(), 10'000'000);
  request.set_basis(v1::YEAR_BASIS_LIMIT);
  request.set_year(2020);
  EXPECT_EQ(Ask(&Stub::ListMeasureYears, request).measures(0).claims_count(), 1U);
  request.set_basis(static_cast<v1::YearBasis>(9));
  request.set_year(5);
  EXPECT_THAT(FieldsOf(Refusal(&Stub::ListMeasureYears, request)), ElementsAre("basis", "year"));
}

TEST_F(QueriesTest, ReportAYear) {
  Record(host_.log(), testing::Registered("E-1", "北京一号"), testing::Registered("E-2", "二号"),
         testing::Allotted(policy::v1::MEASURE_FIRST_MARKET_ENTRY, 2021, 50'000'000),
         testing::Allotted(policy::v1::MEASURE_FIRST_MARKET_ENTRY, 2022, 50'000'000),
         testing::Certified("P-1", cv1::LEVEL_DOMESTIC, "2021-01-05"),
         testing::Certified("P-2", cv1::LEVEL_DOMESTIC, "2020-06-01"),
         testing::Listed("P-2", "2020", "2020-10-01"), Submitted(AwardOf(1)),
         Submitted(AwardOf(2, "E-2")), Proposed(AwardOf(1)), Granted(AwardOf(1)),
         Settled(AwardOf(1), "O-1"), Proposed(AwardOf(2, "E-2")));
  v1::GetYearReportRequest request;
  request.set_year(2021);
  const v1::YearReport report = Ask(&Stub::GetYearReport, request).report();
  ASSERT_THAT(report.measures(), SizeIs(1));
  EXPECT_EQ(report.measures(0).spent_fen(), 10'000'000);
  ASSERT_THAT(report.budgets(), SizeIs(1));
  EXPECT_EQ(report.budgets(0).room_fen(), 30'000'000);
  ASSERT_THAT(report.months(), SizeIs(3)) << "March, April, May";
  EXPECT_EQ(report.months(0).submitted_count(), 2U);
  EXPECT_EQ(report.months(0).proposed_fen(), 20'000'000);
  EXPECT_EQ(report.months(1).granted_fen(), 10'000'000);
  EXPECT_EQ(report.months(2).month(), "2021-05");
  EXPECT_EQ(report.months(2).paid_fen(), 10'000'000);
  ASSERT_THAT(report.products(), SizeIs(1));
  EXPECT_EQ(report.products(0).certified_count(), 1U);
  EXPECT_EQ(report.products(0).listed_count(), 1U);
  EXPECT_EQ(report.enterprises_count(), 2U);
  ASSERT_THAT(report.largest(), SizeIs(2));
  EXPECT_EQ(report.largest(0).enterprise_name(), "北京一号");
  std::map<std::string, std::uint64_t> facts;
  for (const v1::FactCount& fact : report.facts()) facts[fact.fact_type()] = fact.facts_count();
  EXPECT_EQ(facts["debut.grants.v1.ClaimSubmitted"], 2U);
  EXPECT_EQ(facts["debut.certification.v1.ProductCertified"], 1U);
  request.clear_year();
  EXPECT_THAT(FieldsOf(Refusal(&Stub::GetYearReport, request)), ElementsAre("year"));
}

}  // namespace
}  // namespace debut::readmodels
