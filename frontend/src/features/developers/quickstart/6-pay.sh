PAYMENT=$(call "$API/payments" -H "Idempotency-Key: payment-$RUN" \
  -d "{\"order_id\": \"$ORDER\", \"method\": \"unionpay\"}")

# What your page does in the customer's browser: post the fields to the bank.
BANK=$(jq -r .next_action.url <<< "$PAYMENT")
CASHIER=$(jq -r '.next_action.fields | to_entries | map("\(.key)=\(.value | @uri)") | join("&")' \
  <<< "$PAYMENT" | curl -s -d @- "$BANK" | grep -o 'action="[^"]*"' | head -n 1 | cut -d '"' -f 2)

# What the customer does there. This button exists at the demo's bank only.
curl -s -o /dev/null -d outcome=pay "$(cut -d / -f 1-3 <<< "$BANK")$CASHIER"
