// ptob(), btop() and btopr().
// SPDX-License-Identifier: Apache-2.0
#include <climits>

#include "core/check.hpp"
#include "requirements/ddi_helpers.hpp"

namespace mapproof {
namespace {

unsigned long convert(const Session& session, mapproof_page_conversion conversion, unsigned long value) {
  return session.table().convert_pages(session.handle(), conversion, value);
}

CHECK_REQUIREMENT(DDI_30, PagesAreTurnedIntoBytes) {
  EXPECT_EQ(convert(session(), MAPPROOF_PTOB, 0), 0u);
  EXPECT_EQ(convert(session(), MAPPROOF_PTOB, 1), page());
  EXPECT_EQ(convert(session(), MAPPROOF_PTOB, 1000), 1000 * page());
}

CHECK_REQUIREMENT(DDI_30, BitsThatDoNotFitAreLost) {
  const unsigned long most = ULONG_MAX / page();

  EXPECT_EQ(convert(session(), MAPPROOF_PTOB, most), most * page()) << "what just fits";
  EXPECT_EQ(convert(session(), MAPPROOF_PTOB, most + 1), 0u);
  EXPECT_EQ(convert(session(), MAPPROOF_PTOB, ULONG_MAX), ULONG_MAX - (page() - 1));
}

CHECK_REQUIREMENT(DDI_31, PartOfAPageIsRoundedDownByTheOneAndUpByTheOther) {
  EXPECT_EQ(convert(session(), MAPPROOF_BTOP, page() - 1), 0u);
  EXPECT_EQ(convert(session(), MAPPROOF_BTOP, page() + 1), 1u);
  EXPECT_EQ(convert(session(), MAPPROOF_BTOPR, page() - 1), 1u);
  EXPECT_EQ(convert(session(), MAPPROOF_BTOPR, page() + 1), 2u);
}

CHECK_REQUIREMENT(DDI_31, WholePagesAreNotRounded) {
  for (const auto conversion : {MAPPROOF_BTOP, MAPPROOF_BTOPR}) {
    EXPECT_EQ(convert(session(), conversion, 0), 0u);
    EXPECT_EQ(convert(session(), conversion, page()), 1u);
    EXPECT_EQ(convert(session(), conversion, 1000 * page()), 1000u);
  }
}

CHECK_REQUIREMENT(DDI_31, LargestNumberOfBytesIsRoundedDown) {
  EXPECT_EQ(convert(session(), MAPPROOF_BTOP, ULONG_MAX), ULONG_MAX / page());
}

}  // namespace
}  // namespace mapproof
