#pragma once

#include "csx/metrics/sink.hpp"

/// What the rows of the family `support` measure.
namespace csx::metrics::support {

void reopened(const Input& input, Sink& sink);
void first_contact(const Input& input, Sink& sink);
/// Business time without holds and without the spans in which the ticket was resolved.
void first_response(const Input& input, Sink& sink);
void resolution(const Input& input, Sink& sink);
/// With the change in demand beside it.
void attainment(const Input& input, Sink& sink);
template <model::Priority Wanted>
void attainment_of_priority(const Input& input, Sink& sink);

void opened(const Input& input, Sink& sink);
void solved(const Input& input, Sink& sink);
void backlog(const Input& input, Sink& sink);
void closure(const Input& input, Sink& sink);

void with_article(const Input& input, Sink& sink);
void stale_articles(const Input& input, Sink& sink);
void category_coverage(const Input& input, Sink& sink);
void self_service(const Input& input, Sink& sink);
enum class Guided : std::uint8_t { by_article, alone };
template <Guided Wanted>
void handling_time(const Input& input, Sink& sink);
void specialty_gaps(const Input& input, Sink& sink);
void standard_answers(const Input& input, Sink& sink);

}  // namespace csx::metrics::support
