# What was told, and how it was answered: the log keeps it for thirty days.
HOOK=$API/client/webhooks/$(jq -r .webhook.id <<< "$WEBHOOK")
until call "$HOOK/deliveries?state=delivered" |
  jq -e 'any(.items[]; .event == "order.ticketed")' > /dev/null; do sleep 1; done
call "$HOOK/deliveries" | jq -c '.items[] | {event, state, attempts, last_status}'

call -X DELETE "$HOOK"
kill $!
