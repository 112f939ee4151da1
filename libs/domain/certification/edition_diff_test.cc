#include "domain/certification/edition_diff.h"

#include <gtest/gtest.h>

#include "decision/fact_codec.h"
#include "domain/certification/testing/certification_facts.h"

namespace debut::certification {
namespace {

using testing::Listed;

EditionEntries Edition(const std::string& id, const std::vector<v1::ProductListed>& listings) {
  EditionEntries edition{id};
  for (const v1::ProductListed& listing : listings) {
    edition.Apply({{1}, {}, decision::EncodeFact(listing)});
  }
  return edition;
}

TEST(EditionDiff, NamesWhatCameWentAndChanged) {
  const EditionEntries from =
      Edition("2020", {Listed("P-1", "E-1"), Listed("P-2", "E-1"), Listed("P-3", "E-1")});
  const EditionEntries to =
      Edition("2021", {Listed("P-2", "E-1"), Listed("P-4", "E-2"),
                       Listed("P-3", "E-1", "2021-12-30", v1::LEVEL_INTERNATIONAL)});
  EXPECT_EQ(Diff(from, to), (EditionDiff{{"P-4"}, {"P-1"}, {"P-3"}, 1}));
  EXPECT_EQ(Diff(to, from), (EditionDiff{{"P-1"}, {"P-4"}, {"P-3"}, 1}));
  EXPECT_EQ(Diff(from, from), (EditionDiff{{}, {}, {}, 3}));
}

}  // namespace
}  // namespace debut::certification
