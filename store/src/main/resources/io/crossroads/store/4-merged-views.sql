-- The quotient that answers are rounded to: exact until the last digit, ties to the even one.
create function quotient(dividend numeric, divisor numeric, digits integer) returns numeric
  language sql immutable strict parallel safe
  return (
    with whole as (
      select div(dividend * power(10::numeric, digits), divisor) as part,
             mod(dividend * power(10::numeric, digits), divisor) as rest),
    rounded as (
      select part + case
          when 2 * abs(rest) > abs(divisor) or 2 * abs(rest) = abs(divisor) and mod(part, 2) <> 0
            then sign(dividend) * sign(divisor)
          else 0
        end as part
      from whole)
    select round(part / power(10::numeric, digits), digits) from rounded);
