#include "domain/policy/adopt_policy.h"

#include "domain/policy/reasons.h"
#include "domain/policy/testing/policy_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::policy {
namespace {

using test::Given;
using testing::Adopted;
using testing::Renamed;
using testing::With;

const std::string& Text() {
  static const std::string text = testing::MeasuresOf2020();
  return text;
}

AdoptPolicy Adopt(const std::string& text = Text()) {
  return {.version_id = VersionInAdoptedText(text).version_id(),
          .text = text,
          .effective_date = absl::CivilDay(2020, 9, 19),
          .document = "京科园发〔2020〕号"};
}

TEST(AdoptPolicy, RecordsTheTextUnderItsDigest) { Given().When(Adopt()).Then(Adopted(Text())); }

TEST(AdoptPolicy, RecordsNothingWhenTheTextWasAdoptedBefore) {
  Given(Adopted(Text())).When(Adopt()).ThenNothing();
}

TEST(AdoptPolicy, RefusesAnotherTextUnderTheSameId) {
  Given(Adopted(Text()))
      .When(Adopt(With(Text(), "value: 5", "value: 7")))
      .ThenRejected(kPolicyVersionAlreadyAdopted);
}

TEST(AdoptPolicy, RefusesAnotherEffectiveDateForTheSameText) {
  auto adopt = Adopt();
  adopt.effective_date = absl::CivilDay(2021, 1, 1);
  Given(Adopted(Text())).When(adopt).ThenRejected(kPolicyVersionAlreadyAdopted);
}

TEST(AdoptPolicy, TakesAnotherVersion) {
  const std::string later = Renamed(Text(), "2022-01-01");
  Given().When(Adopt(later)).Then(Adopted(later));
}

}  // namespace
}  // namespace debut::policy
