// Draws requests of mmap(), sound and faulty ones.
// SPDX-License-Identifier: Apache-2.0
#include "explore/perform/run.hpp"
#include "step_maker.hpp"

namespace mapproof::explore {

void StepMaker::choose_file(Step& step) {
  step.object = random_.one_of({Object::file_read_write, Object::file_read_only});
  const std::int64_t pages = std::max<std::int64_t>(step.length.pages, 1);
  step.physical = number(small(static_cast<std::int64_t>(Objects::file_pages) - pages));
}

// Memory, one run of it, a window, or a file.
void StepMaker::choose_kind(Step& step) {
  const std::uint64_t drawn = random_.below(100);
  if (drawn < 40) {
    // The rest asks for memory by giving no descriptor.
    if (drawn < 30) step.flags |= MAPPROOF_MAP_ANON;
    if (random_.chance(10)) step.flags |= MAPPROOF_MAP_LAZY;
  } else if (drawn < 55) {
    step.flags |= MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON;
    if (random_.chance(15)) step.flags |= MAPPROOF_MAP_LAZY;
    step.physical = number(random_.one_of<std::int64_t>({0, 0, 1, -1}), random_.chance(30) ? in_page() : 0);
  } else if (drawn < 75 && !capabilities_.windows.empty()) {
    step.flags |= MAPPROOF_MAP_PHYS;
    choose_physical(step);
    step.physical.bytes = 0;
  } else {
    choose_file(step);
  }
}

// One fault, of the length, the type, the descriptor, the rights, the offset or the situation.
void StepMaker::inject_ordinary(Step& step) {
  const std::uint64_t drawn = random_.below(100);
  if (drawn < 12) {
    step.length = number(0);
  } else if (drawn < 24) {
    step.flags &= ~(MAPPROOF_MAP_SHARED | MAPPROOF_MAP_PRIVATE);
  } else if (drawn < 56) {
    step.object = random_.one_of({Object::closed, Object::below_none, Object::file_read_write, Object::file_read_only,
                                  Object::file_write_only, Object::pipe, Object::socket});
  } else if (drawn < 64) {
    step.object = Object::file_read_only;
    step.protection |= MAPPROOF_PROT_WRITE;
  } else if (drawn < 72) {
    step.object = random_.one_of({Object::file_read_write, Object::file_read_only});
    step.length = number(2);
    step.physical = number(INT64_MAX / static_cast<std::int64_t>(capabilities_.page_size));
  } else {
    step.situation = random_.one_of<std::uint32_t>({MAPPROOF_LOCK_LIMIT, MAPPROOF_WITHOUT_EXEC_PRIVILEGE});
    const bool executes = step.situation == MAPPROOF_WITHOUT_EXEC_PRIVILEGE && random_.chance(60);
    if (executes) step.protection |= MAPPROOF_PROT_EXEC;
  }
}

// Of a file that is open for reading only, what may be added is a question of its own.
void StepMaker::add_write_next(std::uint32_t name) {
  Step& step = follow_up_.emplace();
  step.call = Call::protect;
  step.address = {Operand::Base::result, name, 0, 0};
  step.length = number(1);
  step.protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;
}

Step StepMaker::ordinary_map() {
  Step step;
  step.call = Call::ordinary_map;
  step.length = random_.chance(80) ? number(1 + small(4)) : number(small(3), in_page());
  step.flags = random_.one_of<std::uint32_t>({MAPPROOF_MAP_SHARED, MAPPROOF_MAP_PRIVATE});
  choose_kind(step);
  const std::int64_t offset = step.physical.bytes;
  const std::uint32_t flags = step.flags;
  choose_bits(step);
  step.flags = flags;
  step.protection &= ~MAPPROOF_PROT_NOCACHE;
  step.physical.bytes = 0;
  choose_place(step);
  step.physical.bytes = offset;
  if (random_.chance(25)) {
    inject_ordinary(step);
    return step;
  }
  step.result = next_name_++;
  const bool is_memory =
      step.object == Object::none && (step.flags & (MAPPROOF_MAP_PHYS | MAPPROOF_MAP_ANON)) != MAPPROOF_MAP_PHYS;
  if (step.object == Object::file_read_only) {
    step.protection &= ~MAPPROOF_PROT_WRITE;
    if (random_.chance(40)) add_write_next(step.result);
  }
  named_.push_back({step.result, std::max<std::int64_t>(step.length.pages, 1), is_memory});
  return step;
}

}  // namespace mapproof::explore
