// Draws calls of device io.
// SPDX-License-Identifier: Apache-2.0
#include "step_maker.hpp"

namespace mapproof::explore {

Step StepMaker::io_map() {
  Step step;
  step.call = Call::io_map;
  step.physical = {Operand::Base::io, 0, 0, small(9)};
  step.length = number(0, 1 + small(8));
  const std::uint64_t drawn = random_.below(100);
  if (drawn < 12) {
    step.length = number(0);
  } else if (drawn < 20) {
    step.physical = {Operand::Base::io_end, 0, 0, -1};
    step.length = number(0, 1);
  } else if (drawn < 30) {
    step.physical = {Operand::Base::io_end, 0, 0, -small(2)};
    step.length = number(0, 1 + small(2));
  } else if (drawn < 38) {
    step.physical = number(0, -1);
    step.length = number(0, 2);
  } else if (drawn < 44) {
    step.physical.bytes = std::int64_t{1} << 62;
  } else if (drawn < 56 && capabilities_.has_situations) {
    step.situation = random_.one_of<std::uint32_t>({MAPPROOF_WITHOUT_MAP_PRIVILEGE, MAPPROOF_ADDRESS_SPACE_FULL});
  }
  step.result = next_name_++;
  io_names_.push_back(step.result);
  return step;
}

Operand StepMaker::some_handle() {
  if (io_names_.empty()) return {Operand::Base::io_end, 0, 0, 0};
  const std::uint64_t recent = std::min<std::uint64_t>(io_names_.size(), 4);
  return {Operand::Base::result, io_names_[io_names_.size() - 1 - random_.below(recent)], 0, 0};
}

Step StepMaker::io_unmap() {
  Step step;
  step.call = Call::io_unmap;
  step.address = some_handle();
  step.length = number(0, 1 + small(8));
  const std::uint64_t drawn = random_.below(100);
  if (drawn < 10) {
    step.length = number(0);
  } else if (drawn < 20) {
    step.address = number(0, -1);
    step.length = number(0, 2);
  } else if (drawn < 30) {
    step.address = {Operand::Base::io_end, 0, 0, 0};
    step.length = number(0, 1);
  }
  // Where handles are ports they can be used on.
  if (random_.chance(60)) read_port_next(step);
  return step;
}

Step StepMaker::port_read() {
  Step step;
  step.call = Call::port_read;
  step.address = some_handle();
  step.address.bytes = random_.chance(60) ? 0 : small(5);
  step.length = number(0, random_.one_of<std::int64_t>({1, 2, 4}));
  return step;
}

Step StepMaker::port_write() {
  Step step = port_read();
  step.call = Call::port_write;
  step.value = random_.next() & UINT32_MAX;
  return step;
}

Step StepMaker::io_privilege() {
  Step step;
  step.call = Call::io_privilege;
  if (random_.chance(20)) step.value = 1;
  if (capabilities_.has_situations && random_.chance(30)) step.situation = MAPPROOF_WITHOUT_IO_PRIVILEGE;
  // What it is good for: ports, and lookups without a lock.
  follow_up_ = random_.chance(50) ? io_map() : look_up();
  return step;
}

void StepMaker::write_port_next(const Step& map) {
  follow_up_ = port_write();
  follow_up_->address = {Operand::Base::result, map.result, 0, 0};
}

// As wide as it was written or less wide, and now and then what lies beside it.
void StepMaker::read_port_next(const Step& last) {
  follow_up_ = port_read();
  follow_up_->address = last.address;
  if (last.call == Call::port_write && random_.chance(70)) follow_up_->length = last.length;
}

Step StepMaker::device_io() {
  switch (random_.below(12)) {
    case 0:
      return io_privilege();
    case 1:
    case 2:
      return io_unmap();
    case 3:
    case 4:
    case 5:
      return port_read();
    case 6:
    case 7:
      return port_write();
    default:
      return io_map();
  }
}

}  // namespace mapproof::explore
