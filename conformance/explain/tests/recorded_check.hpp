// A call log as a check leaves it, and the program that is made from it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <mapproof/backend.h>

#include "explain/reproducer/reproducer.hpp"
#include "record/recorded_call.hpp"

namespace mapproof {

/// The session of the check is open.
class RecordedCheck : public testing::Test {
 protected:
  RecordedCheck() {
    make_call_log();
    end_call(begin_call(CallId::open, nullptr, 0), 0, 0);
  }

  // Calls that never came back interrupt nothing of the next test.
  void TearDown() override {
    for (std::uint32_t i = 0; i < call_log()->kept(); ++i) {
      if (call_log()->calls[i].answered == 0) begin_child_of_call();
    }
  }

  /// From its last call, which did not come back.
  static Reproducer program_of_death() { return program(true); }
  /// From all answers so far, which the check found to be wrong together.
  static Reproducer program_of_answers() {
    call_log()->failed_at = call_log()->count.load();
    return program(false);
  }

 private:
  static Reproducer program(bool died) {
    ReproducerHeading heading;
    heading.check = "ROW_01.Check";
    return make_reproducer(*call_log(), heading, died);
  }
};

}  // namespace mapproof
