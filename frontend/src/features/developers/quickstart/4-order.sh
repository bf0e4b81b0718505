RUN=$(date +%s)
LOCK=$(call "$API/seat-locks" -H "Idempotency-Key: lock-$RUN" \
  -d "{\"showtime_id\": \"$SHOWTIME\", \"seats\": $SEATS}" | jq -r .id)
ORDER=$(call "$API/orders" -H "Idempotency-Key: order-$RUN" \
  -d "{\"seat_lock_id\": \"$LOCK\"}" | jq -r .id)

call "$API/orders/$ORDER" | jq '{order_no, status, total: .price.total, payable_until}'
