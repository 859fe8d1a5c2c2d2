// How a pool is chosen from the facts of the subject, and opened.
// SPDX-License-Identifier: Apache-2.0
#include "pool.hpp"

namespace mapproof {

Pool::Pool(const Session& session, Reach reach) : session_(&session) {
  const bool known = session.has(&mapproof_backend::typed_facts);
  const mapproof_typed_facts* const facts = known ? session.table().typed_facts(session.handle()) : nullptr;
  const std::uint64_t highest = reach == below_2_gib ? INT32_MAX : UINT64_MAX;
  for (std::size_t i = 0; facts != nullptr && i < facts->pool_count && facts_ == nullptr; ++i) {
    if (facts->pools[i].highest <= highest) facts_ = &facts->pools[i];
  }
  if (facts_ == nullptr) throw Untested{"the subject names no pool of typed memory that this check can use."};
}

PoolDescriptor::PoolDescriptor(const Pool& pool, std::uint32_t tflag) : session_(&pool.session()) {
  const mapproof_typed_open_request request{pool.facts().name, read_write, 0, tflag, 0};
  const mapproof_status_outcome outcome = session_->table().posix_typed_mem_open(session_->handle(), &request);
  if (outcome.value == -1) throw Unresolved{"a pool could not be opened: " + name_of(Errno{outcome.error}) + "."};
  number_ = outcome.value;
}

PoolDescriptor::~PoolDescriptor() {
  if (session_->has(&mapproof_backend::close_descriptor)) {
    session_->table().close_descriptor(session_->handle(), number_);
  }
}

}  // namespace mapproof
