// Rows about lookups, each of one call of the offset group or of the bare system calls in its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offset_case.hpp"
#include "rows/plan.hpp"

namespace mapproof::bench {

struct OffsetSubject {
  const char* name;
  OffsetCall call;
  std::vector<std::string> needs;  ///< requirements
};

OffsetSubject wide(const Session& session);
OffsetSubject narrow(const Session& session);
OffsetSubject bare(const Session& session);

/// The row without what measures it; refused where this target cannot be asked.
Row offset_row(const Site& site, const OffsetCase& which, const OffsetSubject& subject, const char* name,
               const nlohmann::ordered_json& arguments);

/// The row with a question that times each call, or one that is swept.
Row timed(Row row, OffsetCase which, const OffsetSubject& subject,
          void (*ask)(benchmark::State&, const OffsetCase&, CallTimer&));
Row swept(Row row, OffsetCase which, const OffsetSubject& subject, void (*ask)(benchmark::State&, const OffsetCase&));

Row against(Row row, const char* floor, bool bounded);

/// One operation of the row is about one of `pages`.
Row per_page(Row row, std::size_t pages);

}  // namespace mapproof::bench
