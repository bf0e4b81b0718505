# The webhook tells you when; until then it can be asked for.
until call "$API/orders/$ORDER" | jq -e '.status == "ticketed"' > /dev/null; do sleep 1; done

call "$API/orders/$ORDER/tickets" |
  jq '{order_no, pickup_code, verification_code, seats: [.items[] | "\(.row)-\(.seat)"]}'
