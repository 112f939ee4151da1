#include "domain/closing/close_day.h"

#include <gtest/gtest.h>

#include "debut/closing/v1/closing_events.pb.h"
#include "tests/support/given_when_then.h"

namespace debut::closing {
namespace {

using test::Given;

CloseDay Command(absl::CivilDay day = absl::CivilDay(2021, 3, 1)) {
  return {.day = day,
          .position = 7,
          .models = {{.model = "caps", .version = 3, .rows_count = 2, .digest = "digest"}}};
}

v1::DayClosed Closed(const std::string& day = "2021-03-01") {
  v1::DayClosed fact;
  fact.set_day(day);
  fact.set_position(7);
  v1::ModelDigest& model = *fact.add_models();
  model.set_model("caps");
  model.set_version(3);
  model.set_rows_count(2);
  model.set_digest("digest");
  return fact;
}

TEST(CloseDay, RecordsWhatEachModelIs) { Given().When(Command()).Then(Closed()); }

TEST(CloseDay, RecordsADayOnce) {
  Given(Closed()).When(Command()).ThenNothing();
  CloseDay other = Command();
  other.models.front().digest = "another";
  Given(Closed()).When(other).ThenNothing();
}

TEST(CloseDay, NamesTheDay) {
  Given().When(Command(absl::CivilDay(2021, 3, 2))).Then(Closed("2021-03-02"));
}

}  // namespace
}  // namespace debut::closing
