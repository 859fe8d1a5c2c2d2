/* What the liars about mem_offset() and mem_offset64() share.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A source that ends in LOOKUP_LIAR() is built twice: under its own name it breaks mem_offset(), and as mo64_01_… the
 * same line of mem_offset64(), because MO64_01 says that what holds for the one holds for the other.
 */
#ifndef MAPPROOF_LOOKUP_LIAR_H
#define MAPPROOF_LOOKUP_LIAR_H

#include "liar.h"

#ifndef FORM
#define FORM mem_offset
#endif

typedef struct mapproof_session session_type;
typedef struct mapproof_status_outcome outcome_type;
typedef struct mapproof_offset_request lookup_type;

/* The form that this liar breaks, as it is. */
static inline outcome_type honest_lookup(session_type* session, const lookup_type* request) {
  return honest()->FORM(session, request);
}

/* The distance of the address from the start of its page. */
static inline size_t in_page(session_type* session, const lookup_type* request) {
  return (uintptr_t)request->address % page_of(session);
}

/* The honest answer, given to unlocked memory too. */
static inline outcome_type lookup_without_lock(session_type* session, const lookup_type* request) {
  const struct mapproof_lock_request page = {
      (const char*)request->address - (uintptr_t)request->address % page_of(session), page_of(session)};
  outcome_type outcome = honest_lookup(session, request);
  if (outcome.value == -1 && outcome.error == EAGAIN && honest()->mlock(session, &page).value == 0) {
    outcome = honest_lookup(session, request);
    honest()->munlock(session, &page);
  }
  return outcome;
}

#define LOOKUP_LIAR(lie) LIAR(table->FORM = (lie))
/* The same with more statements about the table. */
#define LOOKUP_LIAR_AND(lie, ...) LIAR(table->FORM = (lie); __VA_ARGS__)

#endif
