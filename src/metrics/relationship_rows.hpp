#pragma once

#include "csx/metrics/sink.hpp"

/// What the rows of the family `relationship` measure.
namespace csx::metrics::relationship {

void since_contact(const Input& input, Sink& sink);
void cadence(const Input& input, Sink& sink);
void proactive(const Input& input, Sink& sink);
void no_shows(const Input& input, Sink& sink);
void lateness(const Input& input, Sink& sink);
void answer_time(const Input& input, Sink& sink);
void open_requests(const Input& input, Sink& sink);
void payment_delay(const Input& input, Sink& sink);
void touch_drop(const Input& input, Sink& sink);
void direct_expectations(const Input& input, Sink& sink);
void overlap(const Input& input, Sink& sink);
void coverage(const Input& input, Sink& sink);

}  // namespace csx::metrics::relationship
