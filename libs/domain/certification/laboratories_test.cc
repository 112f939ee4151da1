#include "domain/certification/laboratories.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using registry::testing::Registered;
using test::Given;
using testing::Accredited;
using testing::Suspended;
using testing::SuspensionLifted;

const RegisterLaboratory kRegister{"L-1", CivilDay(2018, 1, 2), "检测机构名录"};

TEST(RegisterLaboratory, RecordsTheLaboratory) {
  Given(Registered("L-1")).When(kRegister).Then(testing::LaboratoryRegistered("L-1"));
}

TEST(RegisterLaboratory, IsRefusedToAnUnknownParty) {
  Given().When(kRegister).ThenRejected(kEnterpriseUnknown);
}

TEST(RegisterLaboratory, RecordsNothingTheSecondTime) {
  Given(Registered("L-1"), testing::LaboratoryRegistered("L-1")).When(kRegister).ThenNothing();
}

AccreditLaboratory Accredit() {
  return {"L-1",
          "CMA-1",
          {{v1::FIELD_INTELLIGENT_TRANSPORT}, CivilDay(2018, 1, 2), CivilDay(2023, 12, 31)}};
}

TEST(AccreditLaboratory, RecordsTheAccreditation) {
  Given(testing::LaboratoryRegistered("L-1")).When(Accredit()).Then(Accredited("L-1"));
}

TEST(AccreditLaboratory, IsRefusedToAnUnknownLaboratory) {
  Given().When(Accredit()).ThenRejected(kLaboratoryUnknown);
}

TEST(AccreditLaboratory, TakesANumberOnce) {
  const Given registered(testing::LaboratoryRegistered("L-1"));
  registered.And(Accredited("L-1")).When(Accredit()).ThenNothing();
  registered.And(Accredited("L-1", "2019-01-01"))
      .When(Accredit())
      .ThenRejected(kAccreditationAlreadyRecorded);
}

const SuspendLaboratory kSuspend{"L-1", CivilDay(2021, 5, 6), "暂停通知", "出具不实报告"};
const LiftLaboratorySuspension kLift{"L-1", CivilDay(2021, 8, 1), "恢复通知"};

TEST(SuspendLaboratory, RecordsTheSuspension) {
  Given(testing::LaboratoryRegistered("L-1")).When(kSuspend).Then(Suspended("L-1", "2021-05-06"));
}

TEST(SuspendLaboratory, IsRefusedToAnUnknownLaboratory) {
  Given().When(kSuspend).ThenRejected(kLaboratoryUnknown);
}

TEST(SuspendLaboratory, IsRefusedWhileItIsSuspended) {
  const Given registered(testing::LaboratoryRegistered("L-1"));
  registered.And(Suspended("L-1", "2021-05-06")).When(kSuspend).ThenNothing();
  registered.And(Suspended("L-1", "2021-05-05")).When(kSuspend).ThenRejected(kLaboratorySuspended);
  registered.And(Suspended("L-1", "2020-05-05"), SuspensionLifted("L-1", "2020-08-01"))
      .When(kSuspend)
      .Then(Suspended("L-1", "2021-05-06"));
}

TEST(LiftLaboratorySuspension, RecordsTheEnd) {
  Given(testing::LaboratoryRegistered("L-1"), Suspended("L-1", "2021-05-06"))
      .When(kLift)
      .Then(SuspensionLifted("L-1", "2021-08-01"));
}

TEST(LiftLaboratorySuspension, IsRefusedToAnUnknownLaboratory) {
  Given().When(kLift).ThenRejected(kLaboratoryUnknown);
}

TEST(LiftLaboratorySuspension, IsRefusedWithoutASuspension) {
  const Given registered(testing::LaboratoryRegistered("L-1"));
  registered.When(kLift).ThenRejected(kLaboratoryNotSuspended);
  const Given lifted = registered.And(Suspended("L-1", "2021-05-06"));
  lifted.And(SuspensionLifted("L-1", "2021-08-01")).When(kLift).ThenNothing();
  lifted.And(SuspensionLifted("L-1", "2021-07-01"))
      .When(kLift)
      .ThenRejected(kLaboratoryNotSuspended);
}

TEST(LiftLaboratorySuspension, IsRefusedBeforeTheSuspension) {
  Given(testing::LaboratoryRegistered("L-1"), Suspended("L-1", "2021-08-02"))
      .When(kLift)
      .ThenRejected(kDateBeforeSuspension);
}

}  // namespace
}  // namespace debut::certification
