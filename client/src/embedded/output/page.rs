//! The paging envelope.

use serde_json::{Value, json};

use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::target::Target;

/// Rows a page has at most; most lists, when nobody says.
const MAX_PER_PAGE: i64 = 1000;

/// One page of rows in their order.
///
/// Only the page number of the cursor counts, times the `per_page` of *this* request: a cursor without its `per_page` leads
/// to an empty page.
pub(crate) fn page<T>(
    target: &Target,
    rows: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
    show: impl Fn(T) -> Value,
) -> Result<Answer, Answer> {
    page_of(target, rows, MAX_PER_PAGE, show)
}

/// The same with so many rows when nobody says.
pub(crate) fn page_of<T>(
    target: &Target,
    rows: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
    default: i64,
    show: impl Fn(T) -> Value,
) -> Result<Answer, Answer> {
    let per_page = per_page(target, default)?;
    let page = target
        .query("cursor")
        .map_or(Some(0), page_number)
        .ok_or(Answer::bad_detail("Invalid cursor parameter."))?;
    // Real servers divide by zero and slice from the end.
    let limit = usize::try_from(per_page)
        .ok()
        .filter(|limit| *limit > 0)
        .ok_or(Answer::server_error())?;
    let number = usize::try_from(page).map_err(|_| Answer::bad_detail("Error in parsing"))?;
    let rows = rows.into_iter();
    let total = rows.len();
    let offset = number.saturating_mul(limit);
    let results: Vec<Value> = rows.skip(offset).take(limit).map(show).collect();
    Ok(Answer::ok(json!({
        "grouped_by": null,
        "sub_grouped_by": null,
        "total_count": total,
        "next_cursor": format!("{limit}:{}:0", page.saturating_add(1)),
        "prev_cursor": format!("{limit}:{}:1", page.saturating_sub(1)),
        "next_page_results": offset.saturating_add(limit) < total,
        "prev_page_results": page > 0,
        "count": results.len(),
        "total_pages": total.div_ceil(limit),
        "total_results": total,
        "extra_stats": null,
        "results": results,
    })))
}

fn per_page(target: &Target, default: i64) -> Result<i64, Answer> {
    let Some(text) = target.query("per_page") else {
        return Ok(default);
    };
    let per_page: i64 = text
        .trim()
        .parse()
        .map_err(|_| Answer::bad_detail("Invalid per_page parameter."))?;
    refuse_if(per_page > MAX_PER_PAGE, || {
        Answer::bad_detail(&format!("Invalid per_page value. Cannot exceed {MAX_PER_PAGE}."))
    })?;
    Ok(per_page)
}

/// The page number of `value:page:is_prev`.
fn page_number(cursor: &str) -> Option<i64> {
    let parts: Vec<&str> = cursor.split(':').collect();
    let [value, page, is_prev] = parts.as_slice() else {
        return None;
    };
    let value_is_number = if value.contains('.') {
        value.trim().parse::<f64>().is_ok()
    } else {
        value.trim().parse::<i64>().is_ok()
    };
    let is_prev_is_number = is_prev.trim().parse::<i64>().is_ok();
    page.trim()
        .parse()
        .ok()
        .filter(|_| value_is_number && is_prev_is_number)
}
